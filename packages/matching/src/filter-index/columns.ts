type Column = Int32Array | Float64Array;

/** The column itself if it holds `length` values, else a longer copy of it. Half as long again each time: cheap on the whole. */
export function grown<C extends Column>(column: C, length: number): C {
  if (length <= column.length) return column;
  const longer = new (column.constructor as new (length: number) => C)(Math.ceil(length * 1.5));
  longer.set(column);
  return longer;
}
