/** https://www.iana.org/assignments/media-types/application/vnd.apache.parquet */
export const parquetMediaType = 'application/vnd.apache.parquet';
/** https://www.iana.org/assignments/media-types/application/vnd.apache.arrow.stream */
export const arrowMediaType = 'application/vnd.apache.arrow.stream';
