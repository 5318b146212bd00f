// The edtf package ships no types; these are the parts that edtf.ts uses.
declare module 'edtf' {
  interface EdtfValue {
    /** First and last millisecond, UTC. */
    readonly min: number;
    readonly max: number;
    /** The value printed back. */
    readonly edtf: string;
  }
  export default function edtf(text: string, constraints: { level: number; types: string[] }): EdtfValue;
}
