/** What is used of `sax`, which brings no types. */
declare module 'sax' {
  export interface Tag {
    name: string;
    attributes: Record<string, string>;
  }
  export interface Parser {
    /** Of the text so far, in UTF-16 units, and of its lines, from 0. */
    position: number;
    startTagPosition: number;
    line: number;
    onopentag: (tag: Tag) => void;
    onclosetag: (name: string) => void;
    ontext: (text: string) => void;
    oncdata: (text: string) => void;
    onerror: (error: Error) => void;
    write(text: string): Parser;
    close(): Parser;
  }
  export function parser(strict: boolean, options: { strictEntities: boolean; position: boolean }): Parser;
}
