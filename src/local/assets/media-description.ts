/** What a media file holds. */

/** The first picture track of a file, and the audio track that is extracted. */
export interface MediaDescription {
  /** FFmpeg's format name, e.g. `mov,mp4,m4a,3gp,3g2,mj2`. */
  container: string;
  /** Fractional; counted from the packets where the file states none (raw AAC, MP3). */
  durationSeconds: number;
  /** Of the whole file, in kbit/s. */
  bitRateKbps: number;
  sizeBytes: number;
  video?: { codec: string; width: number; height: number; frameRate: number };
  /** The default track, else the first. `bitRateKbps` is 0 where the container does not say. */
  audio?: { codec: string; sampleRateHz: number; channels: number; bitRateKbps: number };
}
