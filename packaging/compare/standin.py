#!/usr/bin/env python3
"""Makes what a comparison needs and a machine without downloads lacks.

    standin.py model FOLDER         a CLIP ViT-B/32 at 256 pixels, in rclip's layout (visual.onnx, textual.onnx)
    standin.py tiny FOLDER          the same with one narrow layer: what costs then is all but the model
    standin.py photos FOLDER N MP SOURCE...    N distinct JPEGs of MP megapixels out of the photos SOURCE

The model has the shapes, and so the cost and the memory, of the real one (12 layers, 768 wide; 12 layers, 512 wide), and
weights out of one small random block that the runtime repeats when it loads the file. What it says of a photo means
nothing; how fast it says it is what counts. The photos have the detail and the size of a camera's files, by grain.
"""
import pathlib
import sys

import numpy as np

DIM, HEADS, SIZE, PATCH, CONTEXT, WORDS = 512, 64, 256, 32, 77, 49408  # HEADS: values of one head


class Tower:
    """A transformer as a list of ONNX nodes."""

    def __init__(self, width, tokens, mask=None):
        from onnx import helper, numpy_helper
        self.helper, self.constant = helper, numpy_helper.from_array
        self.width, self.tokens, self.mask = width, tokens, mask
        self.nodes, self.constants, self.random = [], [], np.random.default_rng(7)

    def const(self, value, kind=np.float32):
        name = f"c{len(self.constants)}"
        self.constants.append(self.constant(np.asarray(value, kind), name))
        return name

    def __call__(self, operator, *inputs, **attributes):
        name = attributes.pop("name", f"v{len(self.nodes)}")
        self.nodes.append(self.helper.make_node(operator, list(inputs), [name], **attributes))
        return name

    def weight(self, *shape):
        block = self.random.standard_normal([min(s, 16) for s in shape]) * 0.02
        repeats = [-(-s // 16) for s in shape]
        tiled = self("Tile", self.const(block), self.const(repeats, np.int64))
        if all(s < 16 or s % 16 == 0 for s in shape):
            return tiled
        return self("Slice", tiled, self.const([0] * len(shape), np.int64), self.const(shape, np.int64))

    def norm(self, x):
        return self("LayerNormalization", x, self.const(np.ones(self.width)), self.const(np.zeros(self.width)), axis=-1)

    def linear(self, x, inputs, outputs):
        return self("Add", self("MatMul", x, self.weight(inputs, outputs)), self.weight(outputs))

    def heads(self, x, order):
        shape = self.const([0, self.tokens, self.width // HEADS, HEADS], np.int64)
        return self("Transpose", self("Reshape", x, shape), perm=order)

    def layer(self, x):
        y, w = self.norm(x), self.width
        q = self("Mul", self.linear(y, w, w), self.const(HEADS ** -0.5))
        scores = self("MatMul", self.heads(q, [0, 2, 1, 3]), self.heads(self.linear(y, w, w), [0, 2, 3, 1]))
        if self.mask is not None:
            scores = self("Add", scores, self.mask)
        mixed = self("MatMul", self("Softmax", scores, axis=-1), self.heads(self.linear(y, w, w), [0, 2, 1, 3]))
        joined = self("Reshape", self("Transpose", mixed, perm=[0, 2, 1, 3]), self.const([0, self.tokens, w], np.int64))
        x = self("Add", x, self.linear(joined, w, w))
        y = self.linear(self.norm(x), w, 4 * w)
        gate = self("Sigmoid", self("Mul", y, self.const(1.702)))  # QuickGELU
        return self("Add", x, self.linear(self("Mul", y, gate), 4 * w, w))

    def save(self, path, kind, shape):
        import onnx
        helper = self.helper
        graph = helper.make_graph(
            self.nodes, path.stem, [helper.make_tensor_value_info("input", kind, ["batch", *shape])],
            [helper.make_tensor_value_info("output", onnx.TensorProto.FLOAT, ["batch", DIM])], self.constants)
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
        onnx.checker.check_model(model)
        onnx.save(model, path)


def visual(path, width, layers):
    from onnx import TensorProto
    patches = (SIZE // PATCH) ** 2
    t = Tower(width, patches + 1)
    x = t("Conv", "input", t.weight(width, 3, PATCH, PATCH), strides=[PATCH, PATCH])
    x = t("Transpose", t("Reshape", x, t.const([0, width, patches], np.int64)), perm=[0, 2, 1])
    nothing = t("Mul", t("ReduceSum", x, t.const([1], np.int64), keepdims=1), t.const(0))
    x = t("Concat", t("Add", nothing, t.weight(width)), x, axis=1)  # the class token goes first
    x = t.norm(t("Add", x, t.weight(patches + 1, width)))
    for _ in range(layers):
        x = t.layer(x)
    t("MatMul", t.norm(t("Gather", x, t.const(0, np.int64), axis=1)), t.weight(width, DIM), name="output")
    t.save(path, TensorProto.FLOAT, [3, SIZE, SIZE])


def textual(path, width, layers):
    from onnx import TensorProto
    t = Tower(width, CONTEXT)
    t.mask = t.const(np.triu(np.full((CONTEXT, CONTEXT), -1e4), 1))
    x = t("Add", t("Gather", t.weight(WORDS, width), "input"), t.weight(CONTEXT, width))
    for _ in range(layers):
        x = t.layer(x)
    last = t("ArgMax", "input", axis=1, keepdims=1)  # the end has the largest number
    chosen = t("OneHot", last, t.const(CONTEXT, np.int64), t.const([0, 1]))
    x = t("Squeeze", t("MatMul", chosen, t.norm(x)), t.const([1], np.int64))
    t("MatMul", x, t.weight(width, DIM), name="output")
    t.save(path, TensorProto.INT64, [CONTEXT])


def photos(folder, count, megapixels, sources):
    from PIL import Image, ImageOps
    height = round((megapixels * 1e6 / 1.5) ** 0.5 / 16) * 16
    size = (height * 3 // 2, height)
    for n in range(count):
        random = np.random.default_rng(n)
        image = ImageOps.exif_transpose(Image.open(sources[n % len(sources)])).convert("RGB")
        image = ImageOps.fit(image, size, Image.Resampling.BICUBIC, bleed=random.uniform(0, 0.15))
        grain = random.standard_normal((size[1], size[0], 1), np.float32) * 4
        grainy = np.clip(np.asarray(image, np.float32) + grain, 0, 255).astype(np.uint8)
        Image.fromarray(grainy).save(folder / f"photo-{n:04d}.jpg", quality=93, subsampling="4:2:0")


def main():
    if len(sys.argv) < 3 or sys.argv[1] not in ("model", "tiny", "photos"):
        sys.exit(__doc__)
    folder = pathlib.Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    if sys.argv[1] in ("model", "tiny"):
        layers, widths = (12, (768, 512)) if sys.argv[1] == "model" else (1, (64, 64))
        visual(folder / "visual.onnx", widths[0], layers)
        textual(folder / "textual.onnx", widths[1], layers)
    else:
        photos(folder, int(sys.argv[3]), float(sys.argv[4]), sys.argv[5:])


if __name__ == "__main__":
    main()
