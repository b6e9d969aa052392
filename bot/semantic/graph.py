"""Change a model's graph on the way into memory: look words up before their weights are unpacked.

The file holds its weights as bytes with a scale, and the graph unpacks whole tables before it uses
them. For the table of words that would cost 35 MB for the sake of the ten rows that a question
needs. Here its rows are looked up first, and only they are unpacked: the numbers come out the same.

An ONNX file is a protocol buffer; of its wire format (protobuf.dev/programming-guides/encoding)
this needs the fields that carry a length and those that are a number.
"""

from collections.abc import Iterator
from itertools import chain

_GRAPH = 7
"""The field of `ModelProto` that holds the graph (onnx.proto)."""

_NODE, _INPUT, _OUTPUT, _OPERATOR = 1, 1, 2, 4
"""Fields of `GraphProto` and `NodeProto`."""

_NUMBER, _BYTES = 0, 2
"""Wire types; the others do not occur in what is read."""

Field = tuple[int, int, bytes | memoryview]
"""A field's number, its wire type, and its value as written."""


def rows_first(model: bytes, table: str, numbers: str, rows: str) -> bytes:
    """Rewrite a model so that `rows` of a packed `table` are unpacked after their look-up.

    The table is unpacked as `Mul(Cast(table_q), table_scale)` and looked up by
    `Gather(table, numbers)`; raise `ValueError` if it is not.
    """
    # What is only looked at is not copied: a copy is 23 MB.
    fields = list(_read_fields(memoryview(model)))
    changed = [
        (number, wire, _graph(value, table, numbers, rows) if number == _GRAPH else value)
        for number, wire, value in fields
    ]
    return _write_message(changed)


def _graph(graph: bytes | memoryview, table: str, numbers: str, rows: str) -> bytes:
    cast = _node("Cast", [f"{table}_q"], f"{table}_f")
    multiply = _node("Mul", [f"{table}_f", f"{table}_scale"], table)
    gather = _node("Gather", [table, numbers], rows)
    packed, scale = f"{rows}_q", f"{rows}_scale"
    replaced = {
        cast: _node("Cast", [packed], f"{table}_f"),
        multiply: _node("Mul", [f"{table}_f", scale], rows),
        gather: None,
    }
    first = (
        _node("Gather", [f"{table}_q", numbers], packed),
        _node("Gather", [f"{table}_scale", numbers], scale),
    )
    nodes: list[Field] = []
    missing = set(replaced)
    for number, wire, value in _read_fields(graph):
        wires = _wires(value) if number == _NODE else None
        if wires not in replaced:
            nodes.append((number, wire, value))
            continue
        missing.discard(wires)
        changed = replaced[wires]
        if changed is not None:
            others = [
                one for one in _read_fields(value) if one[0] not in (_INPUT, _OUTPUT, _OPERATOR)
            ]
            nodes.append((number, wire, changed + _write_message(others)))
    if missing:
        raise ValueError(f"the graph does not unpack {table} as expected")
    return _write_message(chain([(_NODE, _BYTES, one) for one in first], nodes))


def _node(operator: str, inputs: list[str], output: str) -> bytes:
    input_fields = [(_INPUT, _BYTES, name.encode()) for name in inputs]
    return _write_message(
        (*input_fields, (_OUTPUT, _BYTES, output.encode()), (_OPERATOR, _BYTES, operator.encode()))
    )


def _wires(node: bytes | memoryview) -> bytes:
    """Return a node's operation and its connections."""
    return _write_message(
        one for one in _read_fields(node) if one[0] in (_INPUT, _OUTPUT, _OPERATOR)
    )


def _read_fields(message: bytes | memoryview) -> Iterator[Field]:
    at = 0
    while at < len(message):
        tag, at = _read_varint(message, at)
        field, wire = tag >> 3, tag & 7
        if wire == _BYTES:
            size, at = _read_varint(message, at)
            value = message[at : at + size]
            at += size
        elif wire == _NUMBER:
            start = at
            _, at = _read_varint(message, at)
            value = message[start:at]
        else:
            raise ValueError(f"field {field} has the wire type {wire}")
        yield field, wire, value


def _read_varint(message: bytes | memoryview, at: int) -> tuple[int, int]:
    """Read a number of variable length; return it and the offset after it."""
    total = shift = 0
    while message[at] & 0x80:
        total |= (message[at] & 0x7F) << shift
        shift += 7
        at += 1
    return total | message[at] << shift, at + 1


def _write_message(
    fields: "Iterator[Field] | chain[Field] | list[Field] | tuple[Field, ...]",
) -> bytes:
    parts: list[bytes | memoryview] = []
    for field, wire, value in fields:
        parts.append(_write_varint(field << 3 | wire))
        if wire == _BYTES:
            parts.append(_write_varint(len(value)))
        parts.append(value)
    return b"".join(parts)


def _write_varint(number: int) -> bytes:
    """Write a number of variable length."""
    result = bytearray()
    while number > 0x7F:
        result.append(number & 0x7F | 0x80)
        number >>= 7
    result.append(number)
    return bytes(result)
