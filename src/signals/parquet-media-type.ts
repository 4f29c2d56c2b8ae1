/** https://www.iana.org/assignments/media-types/application/vnd.apache.parquet */
export const parquetMediaType = 'application/vnd.apache.parquet';
