#!/usr/bin/env python3
"""Runs rtag's own program, out of a checkout of it, with the rclip that is installed.

    run_rtag.py CHECKOUT [OPTIONS OF RTAG]...

rtag asks for rclip 2, whose weights come from a hub alone. Over rclip 3, which takes the two ONNX files that this
comparison has, three things differ: rclip is told no device any more, knows no Mac's graphics processor, and rtag, which
is not installed as a package here, has no version. Everything else that runs is rtag's.
"""
import importlib.metadata
import sys

import rclip.main
import rclip.utils.helpers

of_packages, of_rclip = importlib.metadata.version, rclip.main.init_rclip


def version(package):
    return "0.1.0" if package == "rtag" else of_packages(package)


def init_rclip(folder, batch_size, _device, *rest):
    return of_rclip(folder, batch_size, *rest)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    checkout = sys.argv.pop(1)
    importlib.metadata.version, rclip.main.init_rclip = version, init_rclip
    rclip.utils.helpers.is_mps_available = lambda: False
    sys.path.insert(0, checkout)
    from rtag.main import main
    main()
