// Made from openapi/ by `npm run generate`: do not edit.
export interface paths {
  '/v1.0/{project_id}/asset': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The id of the project in the region that is called, from the console's My Credentials page.
         *     **Unsettled:** no length or pattern is documented; every sample shows 32 lower-case hexadecimal
         *     digits.
         * @example 0123456789abcdef0123456789abcdef
         */
        project_id: components['parameters']['ProjectId'];
      };
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Create an asset for a file to upload
     * @description Creates a media asset and answers a pre-signed URL to which the file is then uploaded.
     *
     *     `PUT` the bytes to `video_upload_url` with the `Content-Type` of the file (`video/mp4` for MP4),
     *     and with `Content-MD5` when `video_md5` was given here. That request goes to object storage and is
     *     authorised by its URL alone: send **no** `Authorization` and no `X-Auth-Token` with it. Then call
     *     `confirmAssetUpload`; until then the asset cannot be used.
     *
     *     One `PUT` is meant for files of up to 20 MB.
     *
     *     > **Unsettled:**
     *     >
     *     > - how long the URL lives: samples suggest one hour;
     *     > - the default of `auto_publish`.
     *
     *     - **Operation:** `createAssetByFileUpload`
     *     - **Permission:** `vod:asset:upload`
     *     - **Rate limit:** 1500 calls a minute for a tenant, 12000 over all
     *     - **Source:** [The service's own page](https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0196.html)
     */
    post: operations['createAssetByFileUpload'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1.0/{project_id}/asset/status/uploaded': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The id of the project in the region that is called, from the console's My Credentials page.
         *     **Unsettled:** no length or pattern is documented; every sample shows 32 lower-case hexadecimal
         *     digits.
         * @example 0123456789abcdef0123456789abcdef
         */
        project_id: components['parameters']['ProjectId'];
      };
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Report how an upload ended
     * @description Tells VOD that the file of an asset is uploaded (`CREATED`), that the upload failed (`FAILED`), or
     *     that it was given up (`CANCELLED`). Only after `CREATED` can the asset be used, for example as the
     *     source of an extraction.
     *
     *     > **Unsettled:**
     *     >
     *     > - the permission that this call needs: its row was not readable in any source;
     *     > - the answer to a second confirmation: VOD.10126 is likely once the asset left the uploading state.
     *
     *     - **Operation:** `confirmAssetUpload`
     *     - **Permission:** unsettled
     *     - **Rate limit:** 1500 calls a minute for a tenant, 12000 over all
     *     - **Source:** [The service's own page](https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0198.html)
     */
    post: operations['confirmAssetUpload'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1.0/{project_id}/asset/extract_audio': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The id of the project in the region that is called, from the console's My Credentials page.
         *     **Unsettled:** no length or pattern is documented; every sample shows 32 lower-case hexadecimal
         *     digits.
         * @example 0123456789abcdef0123456789abcdef
         */
        project_id: components['parameters']['ProjectId'];
      };
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Extract the audio of a video
     * @description Starts a task that extracts the audio track of a video asset into a **new** audio asset. Answers
     *     at once: 202 means accepted, not done.
     *
     *     Keep `audio_asset_id`. It is what the
     *     [`audioExtractComplete`](#operation/onAudioExtractComplete) event carries as its `asset_id`, and
     *     what `showAssetDetail` takes. No call lists or returns extraction tasks by themselves.
     *
     *     There is no idempotency key. When the connection breaks before the answer arrived, the task may
     *     exist all the same: a second call may create a second audio asset.
     *
     *     > **Unsettled:**
     *     >
     *     > - the format when none is asked for: the console only makes MP3, so MP3 is likely;
     *     > - whether `mp3` in lower case is accepted;
     *     > - which states of the video allow an extraction;
     *     > - whether a second extraction of the same video is refused with VOD.10083 while the first one runs;
     *     > - what happens to a video without an audio track;
     *     > - bit rate and sample rate of the result: the published sample of the event shows 128.
     *
     *     - **Operation:** `createExtractAudioTask`
     *     - **Permission:** `vod:asset:createExtractAudioTask`
     *     - **Rate limit:** 100 calls a minute for a tenant, 1000 over all
     *     - **Source:** [The service's own page](https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0208.html)
     */
    post: operations['createExtractAudioTask'];
    /**
     * Cancel a queued extraction
     * @description Cancels an extraction that has not started yet. Once it runs or has ended, the answer is
     *     VOD.10083.
     *
     *     > **Unsettled:**
     *     >
     *     > - whether `asset_id` is the id of the source video or of the new audio asset. The request of
     *     >   `createExtractAudioTask` describes its `asset_id` with the same words, so the id of the **source
     *     >   video** is the likely reading;
     *     > - what becomes of the audio asset;
     *     > - whether a cancelled task still ends in an event.
     *
     *     - **Operation:** `cancelExtractAudioTask`
     *     - **Permission:** `vod:asset:stopExtractAudioTask`
     *     - **Rate limit:** 100 calls a minute for a tenant, 1000 over all
     *     - **Source:** [The service's own page](https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0193.html)
     */
    delete: operations['cancelExtractAudioTask'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1.0/{project_id}/asset/details': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The id of the project in the region that is called, from the console's My Credentials page.
         *     **Unsettled:** no length or pattern is documented; every sample shows 32 lower-case hexadecimal
         *     digits.
         * @example 0123456789abcdef0123456789abcdef
         */
        project_id: components['parameters']['ProjectId'];
      };
      cookie?: never;
    };
    /**
     * Read one asset
     * @description Answers what VOD knows about one asset: a video, or the audio that was extracted from one. Of an
     *     extracted audio, `base_info.video_url` is the URL of the audio file, in spite of its name.
     *
     *     > **Unsettled:**
     *     >
     *     > - where the state of an extraction shows. `transcode_info.transcode_status` of the audio asset is likely,
     *     >   because the console shows an extraction as transcoding; but a section may be absent until its task
     *     >   succeeded. An audio asset that has both `video_url` and `meta_data` is done in either reading;
     *     > - the permission that this call needs.
     *
     *     - **Operation:** `showAssetDetail`
     *     - **Permission:** unsettled
     *     - **Rate limit:** 1500 calls a minute for a tenant, 12000 over all
     *     - **Source:** [The service's own page](https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0202.html)
     */
    get: operations['showAssetDetail'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export interface webhooks {
  audioExtractComplete: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * An extraction ended
     * @description VOD posts this to the callback address when an extraction has ended, well or badly; usually within
     *     5 minutes. This is the envelope of VOD's own callbacks (MFS): its `message` is a **text** that
     *     holds the event as JSON.
     *
     *     `asset_id` in the event is the id of the **new audio asset**: the `audio_asset_id` of the 202. The
     *     id of the source video is not in the event.
     *
     *     The event inside `message`, decoded:
     *
     *     ```json
     *     {
     *       "event_type": "audioExtractComplete",
     *       "audio_extract_info": {
     *         "status": "SUCCEED",
     *         "title": "Ode to Joy",
     *         "url": "https://1234.cdn-vod.huaweicloud.com/asset/b6f1c4d2a97e4f0c8d35e21f7a90cc14/77aa.mp3",
     *         "asset_id": "b6f1c4d2a97e4f0c8d35e21f7a90cc14",
     *         "meta_data": { "pack_type": "MP3", "duration": 11, "bit_rate": 128 }
     *       }
     *     }
     *     ```
     *
     *     ### Verify before you believe
     *
     *     When a key is set in the console, two headers come along, `auth_timestamp` and `auth_sign`:
     *
     *     ```text
     *     auth_sign = hex(HMAC-SHA256(key, "VOD_" + auth_timestamp + "_" + message))
     *     ```
     *
     *     `message` is the text of the `message` member exactly as it was sent, not the whole body. Compare in
     *     constant time, and refuse old timestamps. nginx drops headers with underscores unless
     *     `underscores_in_headers on;` is set.
     *
     *     > **Unsettled:**
     *     >
     *     > - whether `auth_timestamp` counts seconds or milliseconds: tell them apart by size;
     *     > - other members of the envelope;
     *     > - how often and for how long VOD tries again, and what it takes for success: answer 200 quickly, and
     *     >   expect duplicates;
     *     > - what a failure looks like: no sample is published.
     */
    post: operations['onAudioExtractComplete'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export interface components {
  schemas: {
    /**
     * File type
     * @description The format of the file, in upper case. Audio formats are accepted, but an audio asset cannot be the
     *     source of an extraction.
     * @example MP4
     * @enum {string}
     */
    FileType:
      | 'MP4'
      | 'TS'
      | 'MOV'
      | 'MXF'
      | 'MPG'
      | 'MPEG'
      | 'FLV'
      | 'WMV'
      | 'AVI'
      | 'M4V'
      | 'F4V'
      | '3GP'
      | 'ASF'
      | 'MKV'
      | 'WEBM'
      | 'M3U8'
      | 'MPD'
      | 'MP3'
      | 'AAC'
      | 'WMA'
      | 'APE'
      | 'FLAC'
      | 'AC3'
      | 'MMF'
      | 'AMR'
      | 'M4A'
      | 'M4R'
      | 'OGG'
      | 'WAV'
      | 'WV'
      | 'MP2';
    /**
     * Asset to create
     * @description A file that is about to be uploaded.
     */
    CreateAssetByFileUploadRequest: {
      /**
       * @description The title, at most 128 bytes of UTF-8. An extracted audio takes over the title of its video.
       * @example Ode to Joy
       */
      title: string;
      /**
       * @description A description, at most 1024 bytes of UTF-8.
       * @example The sample video of this project
       */
      description?: string;
      /**
       * @description The name of the file, at most 128 bytes of UTF-8. The suffix may be left out.
       * @example sample.mp4
       */
      video_name: string;
      video_type: components['schemas']['FileType'];
      /**
       * Format: int32
       * @description The id of the category. Absent or -1 is the system's category "Other".
       * @example -1
       */
      category_id?: number;
      /**
       * @description The MD5 of the file: base64 of the 16 bytes of the digest. When it is given, the upload has to carry
       *     the same value as `Content-MD5`.
       * @example XrY7u+Ae7tCTyyK7j1rNww==
       */
      video_md5?: string;
      /**
       * @description At most 16 tags of at most 16 bytes each, joined by commas.
       * @example music,demo
       */
      tags?: string;
      /**
       * Format: int32
       * @description Whether the asset is published once it is uploaded: 1 yes, 0 no. **Unsettled:** the default is 1 in
       *     the SDKs and 0 in pages of 2021.
       * @example 1
       * @enum {integer}
       */
      auto_publish?: 0 | 1;
    };
    /**
     * Asset id
     * @description The id that VOD gave a media asset. **Unsettled:** no length or pattern is documented; samples show 32
     *     lower-case hexadecimal digits.
     * @example 3e1cd21131a94525be55acf65888bf46
     */
    AssetId: string;
    /**
     * Object address
     * @description Where an object lies in object storage (OBS).
     */
    ObjectAddress: {
      /**
       * @description The name of the bucket.
       * @example vod-bucket-65-cn-north-4
       */
      bucket: string;
      /**
       * @description The id of the bucket's region.
       * @example cn-north-4
       */
      location: string;
      /**
       * @description The key of the object.
       * @example 0123456789abcdef0123456789abcdef/3e1cd21131a94525be55acf65888bf46/9f2c.mp4
       */
      object: string;
    };
    /**
     * Asset created
     * @description The new asset, and where its file goes.
     */
    CreateAssetByFileUploadResponse: {
      /**
       * @description The id of the new asset.
       * @example 3e1cd21131a94525be55acf65888bf46
       */
      asset_id: components['schemas']['AssetId'];
      /**
       * Format: uri
       * @description The pre-signed URL for the `PUT` of the file. Whoever has it can upload: treat it as a secret until it
       *     expires.
       * @example https://vod-bucket-65-cn-north-4.obs.cn-north-4.myhuaweicloud.com:443/0123456789abcdef0123456789abcdef/3e1cd21131a94525be55acf65888bf46/9f2c.mp4?AWSAccessKeyId=FAKE&Expires=1795000000&Signature=FAKE
       */
      video_upload_url: string;
      /**
       * Format: uri
       * @description The pre-signed URL for a cover image; `null` when no cover was announced.
       * @example null
       */
      cover_upload_url?: string | null;
      /**
       * @description Pre-signed URLs for subtitles; empty when none were announced.
       * @example []
       */
      subtitle_upload_urls?: string[];
      target?: components['schemas']['ObjectAddress'];
    };
    /**
     * Error
     * @description The body of every error, be it of the gateway or of VOD.
     */
    ErrorResponse: {
      /**
       * @description What went wrong; see the error catalogue. `VOD.*` comes from the service, `APIGW.*` (or `APIG.*`) from
       *     the gateway in front of it, `IAM.*` from the identity service.
       * @example VOD.10062
       */
      error_code: string;
      /**
       * @description A text for people, which may change. Never compare it.
       * @example Media asset or resource does not exist, please check.
       */
      error_msg: string;
      /**
       * @description The id of the request, the same as in `X-Request-Id`. Errors of the gateway carry it.
       * @example 7c1d0f4e9b3a48f2a6e5d4c3b2a19080
       */
      request_id?: string;
    };
    /**
     * Outcome of an upload
     * @description How the upload of an asset's file ended.
     */
    ConfirmAssetUploadRequest: {
      /**
       * @description The id of the asset whose file was uploaded.
       * @example 3e1cd21131a94525be55acf65888bf46
       */
      asset_id: components['schemas']['AssetId'];
      /**
       * @description `CREATED`: the file is complete. `FAILED`: the upload failed. `CANCELLED`: it was given up.
       * @example CREATED
       * @enum {string}
       */
      status: 'CREATED' | 'FAILED' | 'CANCELLED';
    };
    /**
     * Upload confirmed
     * @description The asset whose upload was confirmed.
     */
    ConfirmAssetUploadResponse: {
      /**
       * @description The id of the asset.
       * @example 3e1cd21131a94525be55acf65888bf46
       */
      asset_id: components['schemas']['AssetId'];
    };
    /**
     * Audio format
     * @description The container of the extracted audio, MP3 or AAC (ADTS), in upper case.
     * @example MP3
     * @enum {string}
     */
    AudioFormat: 'MP3' | 'AAC';
    /**
     * Audio parameters
     * @description How the audio is made. There is no parameter for bit rate, sample rate, channels or title.
     */
    AudioParameter: {
      /**
       * @description The container of the audio. **Unsettled:** the default when it is absent; MP3 is likely. Say which
       *     one you want.
       * @example MP3
       */
      format?: components['schemas']['AudioFormat'];
    };
    /**
     * Extraction to start
     * @description What to extract, and into what.
     */
    CreateExtractAudioTaskRequest: {
      /**
       * @description The id of the source video.
       * @example 3e1cd21131a94525be55acf65888bf46
       */
      asset_id: components['schemas']['AssetId'];
      parameter?: components['schemas']['AudioParameter'];
    };
    /**
     * Extraction accepted
     * @description The two assets of the job. The official SDKs type both members as optional; every sample has both.
     */
    CreateExtractAudioTaskResponse: {
      /**
       * @description The id of the source video.
       * @example 3e1cd21131a94525be55acf65888bf46
       */
      asset_id: components['schemas']['AssetId'];
      /**
       * @description The id of the new audio asset: the handle of the job. The completion event carries it as its
       *     `asset_id`.
       * @example b6f1c4d2a97e4f0c8d35e21f7a90cc14
       */
      audio_asset_id: components['schemas']['AssetId'];
    };
    /**
     * Media metadata
     * @description What was read from a media file. Of audio, the members about pictures are 0. In the published sample of
     *     the extraction event `codec` is `UNKNOWN` and `video_size` is 0, so do not rely on them there.
     */
    MetaData: {
      /**
       * Format: int32
       * @description The delivery type; 0 in every published sample. Only events carry it.
       * @example 0
       */
      play_type?: number;
      /**
       * @description The container, such as `MP4`, `MP3` or `AAC`.
       * @example MP3
       */
      pack_type?: string;
      /**
       * @description The codec of the main stream, such as `H.264`, `MP3` or `AAC`, or `UNKNOWN`.
       * @example MP3
       */
      codec?: string;
      /**
       * Format: int64
       * @description The length in whole seconds. **Unsettled:** rounded down, but at least 1, according to the SDKs; rounded
       *     up in pages of 2021.
       * @example 10
       */
      duration?: number;
      /**
       * Format: int64
       * @description The length in milliseconds. Not in events.
       * @example 10240
       */
      duration_ms?: number;
      /**
       * Format: int64
       * @description The size of the file in bytes.
       * @example 163840
       */
      video_size?: number;
      /**
       * Format: int64
       * @description The width of the picture in pixels.
       * @example 0
       */
      width?: number;
      /**
       * Format: int64
       * @description The height of the picture in pixels. The name is misspelt on the wire.
       * @example 0
       */
      hight?: number;
      /**
       * Format: int64
       * @description The height of the picture in pixels, in the answers that spell it right.
       * @example 0
       */
      height?: number;
      /**
       * Format: int64
       * @description The average bit rate in kbit/s. **Unsettled:** the unit is not written anywhere; samples fit kbit/s.
       * @example 128
       */
      bit_rate?: number;
      /**
       * Format: int64
       * @description Pictures per second; older texts describe an index instead.
       * @example 0
       */
      frame_rate?: number;
      /**
       * Format: int32
       * @description The number of audio channels. Not in extraction events.
       * @example 2
       */
      audio_channels?: number;
    };
    /**
     * Basic information
     * @description What is known of every asset.
     */
    BaseInfo: {
      /**
       * @description The title. An extracted audio has the title of its video.
       * @example Ode to Joy
       */
      title?: string;
      /**
       * @description The name of the uploaded file.
       * @example sample.mp4
       */
      video_name?: string;
      /**
       * @description The description.
       * @example The sample video of this project
       */
      description?: string;
      /**
       * Format: int64
       * @description The id of the category; -1 is the system's category "Other".
       * @example -1
       */
      category_id?: number;
      /**
       * @description The name of the category.
       * @example Other
       */
      category_name?: string;
      /**
       * @description When the asset was created, in UTC, as `YYYYMMDDHHMMSS`.
       * @example 20261122102500
       */
      create_time?: string;
      /**
       * @description When the asset was last changed, in UTC, as `YYYYMMDDHHMMSS`.
       * @example 20261122102503
       */
      last_modified?: string;
      /**
       * @description The format of the file. Of an extracted audio, its audio format.
       * @example MP3
       */
      video_type?: string;
      /**
       * @description The tags, joined by commas.
       * @example music,demo
       */
      tags?: string;
      meta_data?: components['schemas']['MetaData'];
      /**
       * Format: uri
       * @description The URL of the original file; of an extracted audio, the URL of the audio. It serves range requests.
       * @example https://1234.cdn-vod.huaweicloud.com/asset/b6f1c4d2a97e4f0c8d35e21f7a90cc14/77aa.mp3
       */
      video_url?: string;
      /**
       * Format: uri
       * @description A temporary URL of the original file in object storage. Treat it as a secret until it expires.
       * @example https://vod-bucket-65-cn-north-4.obs.cn-north-4.myhuaweicloud.com:443/77aa.mp3?AWSAccessKeyId=FAKE&Expires=1795000000&Signature=FAKE
       */
      sign_url?: string;
    };
    /**
     * Transcoding output
     * @description One file that a transcoding made.
     */
    TranscodeOutput: {
      /**
       * @description How the file is delivered.
       * @example MP4
       * @enum {string}
       */
      play_type: 'HLS' | 'DASH' | 'MP4' | 'MP3' | 'AAC';
      /**
       * Format: uri
       * @description Where the file is.
       * @example https://1234.cdn-vod.huaweicloud.com/asset/3e1cd21131a94525be55acf65888bf46/hd.mp4
       */
      url: string;
      /**
       * @description The definition of the picture.
       * @example HD
       * @enum {string}
       */
      quality?: 'FLUENT' | 'SD' | 'HD' | 'FULL_HD';
      meta_data: components['schemas']['MetaData'];
    };
    /**
     * Transcoding
     * @description The state of the asset's transcoding and, in the likely reading, of an extracted audio's extraction. The
     *     official SDKs mark `template_group_name` and `output` as required; both say nothing of an extraction.
     */
    TranscodeInfo: {
      /**
       * @description The name of the template group; empty for an extraction.
       * @example
       */
      template_group_name?: string;
      /**
       * @description The files that a transcoding made; none for an extraction, whose file is `base_info.video_url`.
       * @example []
       */
      output?: components['schemas']['TranscodeOutput'][];
      /**
       * @description A word on how the task went; of a failed extraction, why.
       * @example Audio extraction succeeded
       */
      exec_desc?: string;
      /**
       * @description `UN_TRANSCODE`: nothing was asked. `WAITING_TRANSCODE`: queued, can be cancelled. `TRANSCODING`: runs.
       *     `TRANSCODE_SUCCEED` and `TRANSCODE_FAILED` are final.
       * @example TRANSCODE_SUCCEED
       * @enum {string}
       */
      transcode_status?:
        | 'UN_TRANSCODE'
        | 'WAITING_TRANSCODE'
        | 'TRANSCODING'
        | 'TRANSCODE_SUCCEED'
        | 'TRANSCODE_FAILED';
    };
    /**
     * Details of an asset
     * @description One asset, by sections. A section is absent until there is something to say in it. Sections that this
     *     document does not describe yet (snapshots, moderation) may come along.
     */
    ShowAssetDetailResponse: {
      /**
       * @description The id of the asset.
       * @example b6f1c4d2a97e4f0c8d35e21f7a90cc14
       */
      asset_id: components['schemas']['AssetId'];
      base_info?: components['schemas']['BaseInfo'];
      transcode_info?: components['schemas']['TranscodeInfo'];
    };
    /**
     * Extraction
     * @description How an extraction ended.
     */
    AudioExtractInfo: {
      /**
       * @description The id of the **new audio asset**, the `audio_asset_id` of the 202; not the id of the video.
       * @example b6f1c4d2a97e4f0c8d35e21f7a90cc14
       */
      asset_id: components['schemas']['AssetId'];
      /**
       * @description Whether there is an audio file now.
       * @example SUCCEED
       * @enum {string}
       */
      status: 'SUCCEED' | 'FAILED';
      /**
       * @description The title of the audio asset, equal to the title of its video. Documented for successes.
       * @example Ode to Joy
       */
      title?: string;
      /**
       * Format: uri
       * @description Where the audio is. Only after a success.
       * @example https://1234.cdn-vod.huaweicloud.com/asset/b6f1c4d2a97e4f0c8d35e21f7a90cc14/77aa.mp3
       */
      url?: string;
      meta_data?: components['schemas']['MetaData'];
      /**
       * @description Why it failed. Only after a failure. **Unsettled:** which codes occur; no sample is published.
       * @example VOD.10063
       */
      error_code?: string;
      /**
       * @description Why it failed, for people. Only after a failure; the text `null` has been seen in another event.
       * @example The media type is not supported.
       */
      error_msg?: string;
    };
    /**
     * Extraction ended
     * @description The event that ends an extraction.
     */
    AudioExtractCompleteEvent: {
      /**
       * @description The type of the event. One older table writes it with a capital first letter; compare without case.
       * @example audioExtractComplete
       * @constant
       */
      event_type: 'audioExtractComplete';
      audio_extract_info: components['schemas']['AudioExtractInfo'];
    };
    /**
     * Callback envelope (MFS)
     * @description What VOD's own callback channel posts. **Unsettled:** whether it has other members.
     */
    MfsEnvelope: {
      /**
       * @description The event, as a JSON **text**. The signature is over exactly this text, so verify it before parsing, and
       *     do not serialise it anew.
       * @example {"event_type":"audioExtractComplete","audio_extract_info":{"status":"SUCCEED","title":"Ode to Joy","url":"https://1234.cdn-vod.huaweicloud.com/asset/b6f1c4d2a97e4f0c8d35e21f7a90cc14/77aa.mp3","asset_id":"b6f1c4d2a97e4f0c8d35e21f7a90cc14","meta_data":{"play_type":0,"pack_type":"MP3","codec":"UNKNOWN","duration":10,"video_size":0,"width":0,"hight":0,"bit_rate":128,"frame_rate":0}}}
       */
      message: string;
    };
  };
  responses: {
    /** @description A field or parameter of the request is missing or wrong. */
    InvalidRequest: {
      headers: {
        'X-Request-Id': components['headers']['RequestId'];
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['ErrorResponse'];
      };
    };
    /**
     * @description The gateway does not accept the token or the signature. A refused signature must not be retried: after
     *     more than five failures in a row the access key is locked for 5 minutes.
     */
    Unauthorized: {
      headers: {
        'X-Request-Id': components['headers']['RequestId'];
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['ErrorResponse'];
      };
    };
    /** @description The body is larger than the 12 MB that the gateway takes. */
    BodyTooLarge: {
      headers: {
        'X-Request-Id': components['headers']['RequestId'];
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['ErrorResponse'];
      };
    };
    /**
     * @description More calls than the rate limit allows; nothing was done. Wait for the window of one minute to pass.
     *     **Unsettled:** a `Retry-After` header is not documented, so honour it when it comes and back off when it
     *     does not.
     */
    TooManyRequests: {
      headers: {
        'X-Request-Id': components['headers']['RequestId'];
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['ErrorResponse'];
      };
    };
    /** @description The service or the gateway failed. The request may have been carried out. */
    InternalError: {
      headers: {
        'X-Request-Id': components['headers']['RequestId'];
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['ErrorResponse'];
      };
    };
    /** @description No server of the service could be reached; nothing was done. */
    BadGateway: {
      headers: {
        'X-Request-Id': components['headers']['RequestId'];
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['ErrorResponse'];
      };
    };
    /** @description The identity service cannot be reached, so the gateway cannot check the caller; nothing was done. */
    ServiceUnavailable: {
      headers: {
        'X-Request-Id': components['headers']['RequestId'];
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['ErrorResponse'];
      };
    };
    /** @description The service did not answer in time. The request may have been carried out. */
    GatewayTimeout: {
      headers: {
        'X-Request-Id': components['headers']['RequestId'];
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['ErrorResponse'];
      };
    };
    /** @description The caller may not do this in this project. */
    Forbidden: {
      headers: {
        'X-Request-Id': components['headers']['RequestId'];
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['ErrorResponse'];
      };
    };
  };
  parameters: {
    /**
     * @description The id of the project in the region that is called, from the console's My Credentials page.
     *     **Unsettled:** no length or pattern is documented; every sample shows 32 lower-case hexadecimal
     *     digits.
     * @example 0123456789abcdef0123456789abcdef
     */
    ProjectId: string;
  };
  requestBodies: never;
  headers: {
    /**
     * @description The gateway's id of this request. Quote it when you ask support.
     * @example 7c1d0f4e9b3a48f2a6e5d4c3b2a19080
     */
    RequestId: string;
  };
  pathItems: never;
}
export type FileType = components['schemas']['FileType'];
export type CreateAssetByFileUploadRequest =
  components['schemas']['CreateAssetByFileUploadRequest'];
export type AssetId = components['schemas']['AssetId'];
export type ObjectAddress = components['schemas']['ObjectAddress'];
export type CreateAssetByFileUploadResponse =
  components['schemas']['CreateAssetByFileUploadResponse'];
export type ErrorResponse = components['schemas']['ErrorResponse'];
export type ConfirmAssetUploadRequest = components['schemas']['ConfirmAssetUploadRequest'];
export type ConfirmAssetUploadResponse = components['schemas']['ConfirmAssetUploadResponse'];
export type AudioFormat = components['schemas']['AudioFormat'];
export type AudioParameter = components['schemas']['AudioParameter'];
export type CreateExtractAudioTaskRequest = components['schemas']['CreateExtractAudioTaskRequest'];
export type CreateExtractAudioTaskResponse =
  components['schemas']['CreateExtractAudioTaskResponse'];
export type MetaData = components['schemas']['MetaData'];
export type BaseInfo = components['schemas']['BaseInfo'];
export type TranscodeOutput = components['schemas']['TranscodeOutput'];
export type TranscodeInfo = components['schemas']['TranscodeInfo'];
export type ShowAssetDetailResponse = components['schemas']['ShowAssetDetailResponse'];
export type AudioExtractInfo = components['schemas']['AudioExtractInfo'];
export type AudioExtractCompleteEvent = components['schemas']['AudioExtractCompleteEvent'];
export type MfsEnvelope = components['schemas']['MfsEnvelope'];
export type ResponseInvalidRequest = components['responses']['InvalidRequest'];
export type ResponseUnauthorized = components['responses']['Unauthorized'];
export type ResponseBodyTooLarge = components['responses']['BodyTooLarge'];
export type ResponseTooManyRequests = components['responses']['TooManyRequests'];
export type ResponseInternalError = components['responses']['InternalError'];
export type ResponseBadGateway = components['responses']['BadGateway'];
export type ResponseServiceUnavailable = components['responses']['ServiceUnavailable'];
export type ResponseGatewayTimeout = components['responses']['GatewayTimeout'];
export type ResponseForbidden = components['responses']['Forbidden'];
export type ParameterProjectId = components['parameters']['ProjectId'];
export type HeaderRequestId = components['headers']['RequestId'];
export type $defs = Record<string, never>;
export interface operations {
  createAssetByFileUpload: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The id of the project in the region that is called, from the console's My Credentials page.
         *     **Unsettled:** no length or pattern is documented; every sample shows 32 lower-case hexadecimal
         *     digits.
         * @example 0123456789abcdef0123456789abcdef
         */
        project_id: components['parameters']['ProjectId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CreateAssetByFileUploadRequest'];
      };
    };
    responses: {
      /**
       * @description The asset was created and waits for its file.
       *
       *     What comes next:
       *
       *     - [`confirmAssetUpload`](#operation/confirmAssetUpload): Once the file is uploaded, confirm it.
       */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CreateAssetByFileUploadResponse'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthorized'];
      /** @description The caller may not do this in this project, or the category does not exist (VOD.10064). */
      403: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorResponse'];
        };
      };
      413: components['responses']['BodyTooLarge'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
      504: components['responses']['GatewayTimeout'];
    };
  };
  confirmAssetUpload: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The id of the project in the region that is called, from the console's My Credentials page.
         *     **Unsettled:** no length or pattern is documented; every sample shows 32 lower-case hexadecimal
         *     digits.
         * @example 0123456789abcdef0123456789abcdef
         */
        project_id: components['parameters']['ProjectId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ConfirmAssetUploadRequest'];
      };
    };
    responses: {
      /**
       * @description The outcome was recorded.
       *
       *     What comes next:
       *
       *     - [`createExtractAudioTask`](#operation/createExtractAudioTask): Start the extraction.
       *     - [`showAssetDetail`](#operation/showAssetDetail): Read the asset.
       */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ConfirmAssetUploadResponse'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthorized'];
      /**
       * @description The asset does not exist (VOD.10062), is not waiting for an upload (VOD.10126), or the caller may
       *     not do this in this project.
       */
      403: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorResponse'];
        };
      };
      413: components['responses']['BodyTooLarge'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
      504: components['responses']['GatewayTimeout'];
    };
  };
  createExtractAudioTask: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The id of the project in the region that is called, from the console's My Credentials page.
         *     **Unsettled:** no length or pattern is documented; every sample shows 32 lower-case hexadecimal
         *     digits.
         * @example 0123456789abcdef0123456789abcdef
         */
        project_id: components['parameters']['ProjectId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CreateExtractAudioTaskRequest'];
      };
    };
    responses: {
      /**
       * @description The task was accepted. The audio asset exists, and its file follows.
       *
       *     What comes next:
       *
       *     - [`showAssetDetail`](#operation/showAssetDetail): Poll the new asset until `transcode_info.transcode_status` is final.
       *     - [`cancelExtractAudioTask`](#operation/cancelExtractAudioTask): Cancel while the task is still queued.
       */
      202: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CreateExtractAudioTaskResponse'];
        };
      };
      /**
       * @description The request cannot be carried out as it is: the asset does not exist (VOD.10062), a field is
       *     wrong (VOD.10053), or the asset is busy (VOD.10083).
       */
      400: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorResponse'];
        };
      };
      401: components['responses']['Unauthorized'];
      /**
       * @description The caller may not do this in this project, or the asset is of a type that has no audio to
       *     extract. **Unsettled:** that an audio asset as the source is answered with VOD.10063.
       */
      403: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorResponse'];
        };
      };
      413: components['responses']['BodyTooLarge'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
      504: components['responses']['GatewayTimeout'];
    };
  };
  cancelExtractAudioTask: {
    parameters: {
      query: {
        /**
         * @description The id of the asset whose extraction is cancelled; see the note above on which asset that is.
         * @example 3e1cd21131a94525be55acf65888bf46
         */
        asset_id: components['schemas']['AssetId'];
      };
      header?: never;
      path: {
        /**
         * @description The id of the project in the region that is called, from the console's My Credentials page.
         *     **Unsettled:** no length or pattern is documented; every sample shows 32 lower-case hexadecimal
         *     digits.
         * @example 0123456789abcdef0123456789abcdef
         */
        project_id: components['parameters']['ProjectId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The task was cancelled. The answer has no body. */
      204: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /**
       * @description The task is no longer queued (VOD.10083), the asset does not exist (VOD.10062), or the query
       *     is wrong (VOD.10053).
       */
      400: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorResponse'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
      504: components['responses']['GatewayTimeout'];
    };
  };
  showAssetDetail: {
    parameters: {
      query: {
        /**
         * @description The id of the asset to read.
         * @example b6f1c4d2a97e4f0c8d35e21f7a90cc14
         */
        asset_id: components['schemas']['AssetId'];
        /**
         * @description The sections to answer, by repeating the parameter. All of them when it is absent.
         *     **Unsettled:** one of the service's examples joins the values by commas instead.
         * @example [
         *       "base_info",
         *       "transcode_info"
         *     ]
         */
        categories?: ('base_info' | 'transcode_info' | 'thumbnail_info' | 'review_info')[];
      };
      header?: never;
      path: {
        /**
         * @description The id of the project in the region that is called, from the console's My Credentials page.
         *     **Unsettled:** no length or pattern is documented; every sample shows 32 lower-case hexadecimal
         *     digits.
         * @example 0123456789abcdef0123456789abcdef
         */
        project_id: components['parameters']['ProjectId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /**
       * @description The asset.
       *
       *     What comes next:
       *
       *     - [`createExtractAudioTask`](#operation/createExtractAudioTask): Extract the audio of this asset, if it is a video.
       */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ShowAssetDetailResponse'];
        };
      };
      /** @description The asset does not exist (VOD.10062), or the query is wrong (VOD.10053). */
      400: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorResponse'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
      504: components['responses']['GatewayTimeout'];
    };
  };
  onAudioExtractComplete: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description The signature, 64 lower-case hexadecimal digits. Present when a key is set in the console.
         * @example 4af5aeee309b588ab62ae23bf0a9b2cfa9cafb9e4801b94a5dcb863118e190c1
         */
        auth_sign?: string;
        /**
         * @description When the callback was signed, a count since 1970. Present when a key is set in the console.
         * @example 1700000000000
         */
        auth_timestamp?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['MfsEnvelope'];
      };
    };
    responses: {
      /** @description The receiver took the event. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The receiver refused the signature or the timestamp. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The receiver could not handle the event now; it may be sent again. */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
}
