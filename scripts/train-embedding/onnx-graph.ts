import onnxProto, { type onnx as Onnx } from 'onnx-proto';
import { MODEL_ID } from './recipe.ts';
import type { QuantisedTable } from './quantise.ts';

// The package is CommonJS: its one export is only reachable through the default import.
const { onnx } = onnxProto;
const { FLOAT, INT8, INT64 } = onnx.TensorProto.DataType;
/** Gather, Cast and Mul have had the meaning used here since operator set 13; every current runtime knows it. */
const OPERATOR_SET = 13;
const IR_VERSION = 8;

function bytesOf(array: Int8Array | Float32Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

/** A tensor type with named, free batch and sequence lengths. */
function valueInfo(name: string, elemType: number, ...dims: (string | number)[]): Onnx.IValueInfoProto {
  const dim = dims.map((size) => (typeof size === 'string' ? { dimParam: size } : { dimValue: size }));
  return { name, type: { tensorType: { elemType, shape: { dim } } } };
}

function node(opType: string, input: string[], output: string, attribute: Onnx.IAttributeProto[] = []): Onnx.INodeProto {
  return { opType, name: output, input, output: [output], attribute };
}

/**
 * The model as ONNX bytes: `input_ids`, `attention_mask` int64 [batch, sequence] → `last_hidden_state` float32
 * [batch, sequence, dimension], the token's row times its scale. The mask is for the pooling outside; rows of padding
 * are zero anyhow.
 */
export function onnxBytes(table: QuantisedTable): Uint8Array {
  const castToFloat: Onnx.IAttributeProto = { name: 'to', type: onnx.AttributeProto.AttributeType.INT, i: FLOAT };
  const model = onnx.ModelProto.create({
    irVersion: IR_VERSION,
    producerName: MODEL_ID,
    opsetImport: [{ domain: '', version: OPERATOR_SET }],
    graph: {
      name: MODEL_ID,
      node: [
        node('Gather', ['table', 'input_ids'], 'integers'),
        node('Cast', ['integers'], 'floats', [castToFloat]),
        node('Gather', ['scales', 'input_ids'], 'factors'),
        node('Mul', ['floats', 'factors'], 'last_hidden_state'),
      ],
      initializer: [
        { name: 'table', dataType: INT8, dims: [table.rows, table.dimension], rawData: bytesOf(table.integers) },
        { name: 'scales', dataType: FLOAT, dims: [table.rows, 1], rawData: bytesOf(table.scales) },
      ],
      input: [valueInfo('input_ids', INT64, 'batch', 'sequence'), valueInfo('attention_mask', INT64, 'batch', 'sequence')],
      output: [valueInfo('last_hidden_state', FLOAT, 'batch', 'sequence', table.dimension)],
    },
  });
  return onnx.ModelProto.encode(model).finish();
}
