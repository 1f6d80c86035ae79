/** `exact`: the header is a name of the field; else it only contains one. */
export type Named<F extends string> = { field: F; exact: boolean };

/** What a kind of list calls its columns, and what it is called itself. */
export type Naming<F extends string> = {
  /** The field that a header names; null where it says nothing known. */
  fieldOfHeader: (header: string) => Named<F> | null;
  /** What a name means under another one that stands over several columns, where that is more than the two together. */
  fieldOfPart?: (over: string, part: string) => Named<F> | null;
  /** In sentences about what was left out: `这些行不是岗位`, `不像岗位表`. */
  row: string;
  list: string;
};
