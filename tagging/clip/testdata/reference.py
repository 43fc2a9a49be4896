#!/usr/bin/env python3
"""Prepares photos as rclip and Hugging Face do, by Pillow and at full size: what the program's fast way is held to.

    reference.py OUTDIR EDGE < list of photos

Writes, for each photo that Pillow can read, OUTDIR/NUMBER.rgb (EDGE x EDGE x 3 bytes), and prints NUMBER and the photo's
path. Of some photos it also makes kinds that folders seldom hold, in OUTDIR: CMYK, grey, 16 bits, alpha, turned,
progressive, 24 megapixels.
"""
import io
import pathlib
import sys
import warnings

import numpy as np
from PIL import Image, ImageCms, ImageOps

warnings.simplefilter("ignore")
SRGB = ImageCms.createProfile("sRGB")


def flat(image):
    """sRGB, opaque over white, eight bits."""
    profile = image.info.get("icc_profile")
    if image.mode.startswith("I"):
        image = Image.fromarray((np.asarray(image).astype(np.uint32) >> 8).astype(np.uint8))
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image)
    if profile and image.mode in ("RGB", "RGBA"):
        image = image.convert("RGB")
        try:
            return ImageCms.profileToProfile(image, ImageCms.ImageCmsProfile(io.BytesIO(profile)), SRGB, outputMode="RGB")
        except ImageCms.PyCMSError:
            pass
    return image.convert("RGB")


def prepared(path, edge):
    image = flat(ImageOps.exif_transpose(Image.open(path)))
    short = min(image.size)
    width, height = (int(edge * side / short) for side in image.size)
    image = image.resize((width, height), Image.Resampling.BICUBIC)
    left, top = round((width - edge) / 2), round((height - edge) / 2)
    return image.crop((left, top, left + edge, top + edge)).tobytes()


def kinds(path, out, n):
    image = Image.open(path).convert("RGB")
    made = [out / f"{n}-{kind}" for kind in ("cmyk.jpg", "grey.jpg", "16.png", "alpha.png", "turned.jpg", "progressive.jpg", "24.jpg")]
    image.convert("CMYK").save(made[0], quality=92)
    image.convert("L").save(made[1], quality=92)
    Image.fromarray(np.asarray(image.convert("L")).astype(np.uint16) * 257).save(made[2])
    alpha = image.copy()
    alpha.putalpha(Image.linear_gradient("L").resize(image.size))
    alpha.save(made[3])
    exif = Image.Exif()
    exif[0x0112] = 2 + n % 7
    image.save(made[4], quality=92, exif=exif)
    image.save(made[5], quality=85, progressive=True)
    image.resize((6000, 4000), Image.Resampling.BICUBIC).save(made[6], quality=92)
    return made


def main():
    out, edge = pathlib.Path(sys.argv[1]), int(sys.argv[2])
    photos = [pathlib.Path(line.rstrip("\n")) for line in sys.stdin]
    plain = [path for path in photos if path.suffix == ".jpg" and "coco" in str(path)]
    for n, path in enumerate(plain[:20:5]):
        photos += kinds(path, out, n)
    for n, path in enumerate(photos):
        try:
            data = prepared(path, edge)
        except Exception:  # what Pillow cannot read is no reference
            continue
        (out / f"{n}.rgb").write_bytes(data)
        print(n, path, sep="\t")


main()
