// Made from openapi/ by `npm run generate`: do not edit.
export interface paths {
  '/v1.0/{project_id}/asset': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
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
     *     One `PUT` is meant for files of up to 20 MB. For larger ones take `target`, and ask
     *     `showAssetTempAuthority` for the URLs of a multipart upload. A cover and subtitles that were announced here
     *     are uploaded to URLs of their own.
     *
     *     What is to be done with the file once it has arrived can be said here: publish, transcode
     *     (`template_group_name`) or run a workflow (`workflow_name`), which may extract the audio; take pictures, and
     *     check it for unwanted content. Each of these ends in an event of its own:
     *
     *     | Member | The event that ends it |
     *     |---|---|
     *     | `template_group_name`, `auto_encrypt` | `transcodeComplete` |
     *     | `thumbnail` | `thumbnailComplete` |
     *     | `review` | `reviewComplete` |
     *     | `workflow_name` | those of its steps, such as `audioExtractComplete` (**Unsettled**) |
     *
     *     > **Unsettled:**
     *     >
     *     > - how long the URL lives: samples suggest one hour;
     *     > - the default of `auto_publish`;
     *     > - the id of an audio asset that a workflow extracts: neither this answer nor a call names it.
     *
     *     - **Operation:** `createAssetByFileUpload`
     *     - **Lifecycle:** generally available
     *     - **Permission:** `vod:asset:upload`
     *     - **Rate limit:** 1500 calls a minute for a tenant, 12000 over all
     *     - **Source:** [The service's own page](https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0196.html)
     */
    post: operations['createAssetByFileUpload'];
    /**
     * Delete assets
     * @description Deletes assets with all their files, or with `delete_type=origin` only their original files. A deletion cannot be
     *     undone. Look at the `status` of each row. Assets on which a transcoding, a snapshot or a moderation runs cannot
     *     be deleted.
     *
     *     > **Unsettled:**
     *     >
     *     > - how several ids are written. The service's pages join them by commas, the SDKs repeat the parameter, as
     *     >   this document does. With **one id a call** there is no difference;
     *     > - the answer for an asset that is being worked on, and whether an extraction counts as work;
     *     > - the answer to a second deletion: 403 VOD.10062 is likely;
     *     > - what `delete_type=origin` does to an extracted audio, whose original file is all that it has;
     *     > - whether deleting a video touches the audio that was extracted from it.
     *
     *     - **Operation:** `deleteAssets`
     *     - **Lifecycle:** generally available
     *     - **Permission:** `vod:asset:delete`
     *     - **Rate limit:** 100 calls a minute for a tenant, 1000 over all
     *     - **Source:** [The service's own page](https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0024.html)
     */
    delete: operations['deleteAssets'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1.0/{project_id}/asset/status/uploaded': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
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
     *     > - the answer to a second confirmation: VOD.10126 is likely once the asset left the uploading state.
     *
     *     - **Operation:** `confirmAssetUpload`
     *     - **Lifecycle:** generally available
     *     - **Permission:** `vod:asset:upload`
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
      path?: never;
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
     *     `audioExtractComplete` event carries as its `asset_id`, and
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
     *     > - whether VOD.10062 and VOD.10083 come with 400 or with 403: handle each of them under both;
     *     > - what happens to a video without an audio track;
     *     > - bit rate and sample rate of the result: the published sample of the event shows 128.
     *
     *     - **Operation:** `createExtractAudioTask`
     *     - **Lifecycle:** generally available
     *     - **Permission:** `vod:asset:createExtractAudioTask`
     *     - **Rate limit:** 100 calls a minute for a tenant, 1000 over all
     *     - **Source:** [The service's own page](https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0208.html)
     */
    post: operations['createExtractAudioTask'];
    /**
     * Cancel a queued extraction
     * @description Cancels an extraction that has not started yet. Once it runs or has ended, the answer is likely
     *     VOD.10083.
     *
     *     > **Unsettled:**
     *     >
     *     > - whether `asset_id` is the id of the source video or of the new audio asset. The request of
     *     >   `createExtractAudioTask` describes its `asset_id` with the same words, so the id of the **source
     *     >   video** is the likely reading;
     *     > - what becomes of the audio asset;
     *     > - whether VOD.10062 and VOD.10083 come with 400 or with 403: handle each of them under both;
     *     > - whether a cancelled task still ends in an event.
     *
     *     - **Operation:** `cancelExtractAudioTask`
     *     - **Lifecycle:** generally available
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
      path?: never;
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
     *     > - whether a failed extraction shows here at all.
     *
     *     - **Operation:** `showAssetDetail`
     *     - **Lifecycle:** generally available
     *     - **Permission:** `vod:asset:getDetails`
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
  '/v1.1/{project_id}/asset/authority': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get a pre-signed URL for a step of a multipart upload
     * @description Answers a pre-signed URL for one step of a multipart upload, which is the way in for files of more than
     *     20 MB. Take `bucket` and `object_key` from the `target` that `createAssetByFileUpload` answered; both go
     *     with every step. Ask for the URL of a step, and send that step to it. Each step, and each part, needs a URL
     *     of its own.
     *
     *     Object storage speaks XML. Its requests are authorised by the URL alone: send **no** `Authorization` and no
     *     `X-Auth-Token` with them.
     *
     *     | Step | Ask here with | Then send to `sign_str` |
     *     |---|---|---|
     *     | 1. Start | `http_verb=POST`, `content_type` of the file | `POST` with that `Content-Type` and no body |
     *     | 2. Upload a part | `http_verb=PUT`, `upload_id`, `part_number`, and `content_md5` if you like | `PUT` of the bytes as `application/octet-stream`, with `Content-MD5` if it was asked for |
     *     | 3. List the parts | `http_verb=GET`, `upload_id` | `GET` |
     *     | 4. Merge | `http_verb=POST`, `upload_id` | `POST` of the list of parts as `application/xml` |
     *     | 5. Or give up | `http_verb=DELETE`, `upload_id` | `DELETE` |
     *
     *     Steps 1 and 4 are both a `POST`: the `upload_id` tells them apart. What goes over the wire, in the namespace
     *     `http://obs.{region}.myhuaweicloud.com/doc/2015-06-30/`:
     *
     *     - Step 1 answers an `InitiateMultipartUploadResult` with `Bucket`, `Key` and the **`UploadId`**, which all
     *       other steps need.
     *     - Step 2 answers the header `ETag`. Keep it with the number of the part.
     *     - Step 3 answers a `ListPartsResult` with a `Part` for each part, of `PartNumber`, `LastModified`, `ETag` and
     *       `Size`; 1000 parts at a time. You can skip this step if you kept each part's `ETag`.
     *     - Step 4 takes a `CompleteMultipartUpload` with a `Part` for each part, of `PartNumber` and `ETag`, in the order
     *       of their numbers. It answers a `CompleteMultipartUploadResult` with `Location`, `Bucket`, `Key` and `ETag`.
     *       Then call `confirmAssetUpload`.
     *     - Step 5 answers nothing; the parts are gone.
     *
     *     Parts are numbered from 1 to 10000, and 20 MB are the most that VOD advises for one. Browsers cannot call
     *     this operation: it does not allow other origins.
     *
     *     > **Unsettled:**
     *     >
     *     > - how long a URL lives: samples suggest one hour, and one page gives each part 60 minutes;
     *     > - whether step 2 has to ask with a `content_type`: one sample does.
     *
     *     - **Operation:** `showAssetTempAuthority`
     *     - **Lifecycle:** generally available
     *     - **Permission:** `vod:asset:upload`
     *     - **Rate limit:** 1500 calls a minute for a tenant, 12000 over all
     *     - **Source:** [The service's own page](https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0197.html)
     */
    get: operations['showAssetTempAuthority'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1.0/{project_id}/asset/upload_by_url': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Create assets from URLs
     * @description Creates an asset for each URL; VOD then fetches the files by itself, at up to 1 Gbit/s for all of them
     *     together. The answer only means that the files were taken on: their fetching goes on after it. No
     *     `confirmAssetUpload` is needed.
     *
     *     Look at each row of the answer: one may have an `asset_id` and another an `error_code`.
     *
     *     > **Unsettled:**
     *     >
     *     > - how the end of a fetch shows. The event `createComplete` and the states of the asset in `showAssetMeta` are
     *     >   likely;
     *     > - how the URL is fetched: redirects, certificates and credentials are not documented.
     *
     *     - **Operation:** `uploadMetaDataByUrl`
     *     - **Lifecycle:** **beta**: it may still change
     *     - **Permission:** `vod:asset:createUploadTaskByUrl`
     *     - **Rate limit:** 100 calls a minute for a tenant, 1000 over all
     *     - **Source:** [The service's own page](https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0052.html)
     */
    post: operations['uploadMetaDataByUrl'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1.0/{project_id}/asset/reproduction': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Create an asset from an object in object storage
     * @description Creates an asset from a file that lies in a bucket of your own (OBS), without uploading it anew. The bucket
     *     has to be in the region of VOD, and VOD has to be allowed to read it: the console grants that. No
     *     `confirmAssetUpload` is needed.
     *
     *     With `storage_mode` 0 the file is copied into a bucket of VOD; with 1 it stays with you, and
     *     `output_bucket` and `output_path` say where the outputs go.
     *
     *     > **Unsettled:**
     *     >
     *     > - whether `input` is required: it is in the SDKs, and was not in pages of 2021. The service's own example
     *     >   has `bucket`, `location` and `object` beside a null `input`; this document follows the SDKs;
     *     > - how the end of the copying shows. The event `createComplete` and the states of the asset in `showAssetMeta` are
     *     >   likely.
     *
     *     - **Operation:** `publishAssetFromObs`
     *     - **Lifecycle:** generally available
     *     - **Permission:** `vod:asset:publishFromObs`
     *     - **Rate limit:** 1500 calls a minute for a tenant, 12000 over all
     *     - **Source:** [The service's own page](https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0201.html)
     */
    post: operations['publishAssetFromObs'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1.0/{project_id}/asset/info': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Find assets, with their outputs
     * @description Answers assets, each with its basic information and what can be played of it. Ask by `asset_id`, or by time,
     *     state, category, tags or text; the newest come first in the published samples. With `asset_id` the times and
     *     the page do not count. Up to 20,000 assets can be seen: narrow the filter to see others.
     *
     *     `query_string` is slow, and with it the limit over all callers falls to 1800 calls a minute (in cn-east-2 to a
     *     figure that only support knows): better ask by ids and times.
     *
     *     To read all that VOD knows about one asset, call `showAssetDetail`; for short rows, `listAssetList`.
     *
     *     > **Unsettled:**
     *     >
     *     > - whether filters of different names all have to hold, which is likely;
     *     > - `WAITING_TRANSCODE` as a `status`: the SDKs have it, the service's page does not.
     *
     *     - **Operation:** `showAssetMeta`
     *     - **Lifecycle:** generally available
     *     - **Permission:** `vod:asset:getInfo`
     *     - **Rate limit:** 1500 calls a minute for a tenant, 24000 over all
     *     - **Source:** [The service's own page](https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0022.html)
     */
    get: operations['showAssetMeta'];
    /**
     * Change the title, description, category or tags of an asset
     * @description Changes what is written about an asset. An extracted audio gets the same title as its video. Give it another
     *     one to tell them apart. The **description** of an extracted audio cannot be changed.
     *
     *     > **Unsettled:**
     *     >
     *     > - the answer to a new description for an extracted audio;
     *     > - whether an absent member keeps its value, which is likely, and whether an empty text clears it;
     *     > - whether the body may be left out, as the SDKs allow: `asset_id` is in it.
     *
     *     - **Operation:** `updateAssetMeta`
     *     - **Lifecycle:** generally available
     *     - **Permission:** `vod:asset:modifyInfo`
     *     - **Rate limit:** 100 calls a minute for a tenant, 1000 over all
     *     - **Source:** [The service's own page](https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0023.html)
     */
    put: operations['updateAssetMeta'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1.0/{project_id}/asset/list': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List assets in short
     * @description Answers a row for each asset, with its states and its size. Extracted audio is found by `media_type=MP3` and
     *     `media_type=AAC`. Up to 20,000 assets can be seen: narrow the filter to see others.
     *
     *     `query_string` is slow, and with it the limit over all callers falls to 1800 calls a minute (in cn-east-2 to a
     *     figure that only support knows): better ask by ids and times.
     *
     *     > **Unsettled:**
     *     >
     *     > - the order when none is asked for;
     *     > - whether filters of different names all have to hold, which is likely.
     *
     *     - **Operation:** `listAssetList`
     *     - **Lifecycle:** generally available
     *     - **Permission:** `vod:asset:list`
     *     - **Rate limit:** 1500 calls a minute for a tenant, 12000 over all
     *     - **Source:** [The service's own page](https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0203.html)
     */
    get: operations['listAssetList'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/{project_id}/asset/tasks': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List the tasks on assets
     * @description Answers the tasks that ran, run or wait, page by page: give the `next_marker` of a page as the `marker` of
     *     the next. Only transcodings and snapshots are documented as kinds of tasks, so do **not** wait for an
     *     extraction here: poll `showAssetDetail`, or take the event.
     *
     *     > **Unsettled:**
     *     >
     *     > - the rate limit: no source gives a figure;
     *     > - whether extractions are listed, and under which `type`;
     *     > - the success status 200 and the errors: no source that was readable has them;
     *     > - how `next_marker` looks on the last page.
     *
     *     - **Operation:** `listAssetTaskInfo`
     *     - **Lifecycle:** generally available
     *     - **Permission:** `vod:asset:getTaskInfo`
     *     - **Rate limit:** unsettled
     *     - **Source:** [The service's own page](https://support.huaweicloud.com/intl/en-us/api-vod/ListAssetTaskInfo.html)
     */
    get: operations['listAssetTaskInfo'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1.0/{project_id}/asset/status/publish': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Publish assets
     * @description Puts assets before the public. Look at the `status` of each row: a 200 may hold rows that failed, for
     *     example `UNCREATED` for an asset that does not exist.
     *
     *     > **Unsettled:**
     *     >
     *     > - when an unknown asset is answered with 403 VOD.10062 and when with a row in a 200;
     *     > - how many assets a call may have, and whether one already published may be in it;
     *     > - whether an extracted audio has to be published before its URL works for others.
     *
     *     - **Operation:** `publishAssets`
     *     - **Lifecycle:** generally available
     *     - **Permission:** `vod:asset:publish`
     *     - **Rate limit:** 100 calls a minute for a tenant, 1000 over all
     *     - **Source:** [The service's own page](https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0020.html)
     */
    post: operations['publishAssets'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1.0/{project_id}/asset/status/unpublish': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Withdraw assets
     * @description Takes assets away from the public; they stay with you. Look at the `status` of each row: a 200 may hold rows
     *     that failed, for example `NOASSET` for an asset that does not exist.
     *
     *     > **Unsettled:**
     *     >
     *     > - when an unknown asset is answered with 403 VOD.10062 and when with a row in a 200;
     *     > - how many assets a call may have, and whether one that is not published may be in it;
     *     > - for how long copies in the CDN stay reachable.
     *
     *     - **Operation:** `unpublishAssets`
     *     - **Lifecycle:** generally available
     *     - **Permission:** `vod:asset:unpublish`
     *     - **Rate limit:** 100 calls a minute for a tenant, 1000 over all
     *     - **Source:** [The service's own page](https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0021.html)
     */
    post: operations['unpublishAssets'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v3/auth/tokens': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Get a token
     * @description Answers a token for the user and the project of the body, in the header **`X-Subject-Token`**. Send it as
     *     `X-Auth-Token` with the calls of VOD; the token and the VOD endpoint have to be of the same region. The call
     *     itself takes no credentials but those in its body.
     *
     *     It is not a call of VOD: it goes to `https://iam.myhuaweicloud.com`, or to the host of the region (see the server).
     *
     *     A token is good for 24 hours. Keep it and use it again: do not get one for every call, and get the next one
     *     some time before it ends. A new token does not end the old one. Deleting or disabling the user, another
     *     password or access key, and other permissions do.
     *
     *     Where you can, sign with an access key instead: nothing ends in the middle of a job then.
     *
     *     > **Unsettled:**
     *     >
     *     > - the rate limit: no source gives a figure. IAM's table has IAM.0012 with 429 for too many calls; whether
     *     >   this call answers it, and in which shape, is not said;
     *     > - whether the events above end a token at once or within 30 minutes: the sources differ.
     *
     *     - **Operation:** `keystoneCreateUserTokenByPassword`
     *     - **Lifecycle:** generally available
     *     - **Permission:** none needed
     *     - **Rate limit:** unsettled
     *     - **Source:** [The service's own page](https://support.huaweicloud.com/intl/en-us/api-iam/iam_30_0001.html)
     */
    post: operations['keystoneCreateUserTokenByPassword'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v3/projects': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Find a project's id
     * @description Answers the projects of the account. With `name` set to the region the one row is that region's project, and
     *     its `id` is the `project_id` of every VOD operation. Take it only when there is exactly one row: none likely
     *     means that the account has not used the region yet, so open the region's console once.
     *
     *     It is not a call of VOD: it goes to `https://iam.myhuaweicloud.com`, or to the host of the region (see the server).
     *
     *     > **Unsettled:**
     *     >
     *     > - the permission that this call needs: current pages refer to a table of actions, older ones say that none is
     *     >   needed;
     *     > - the rate limit: no source gives a figure.
     *
     *     - **Operation:** `keystoneListProjects`
     *     - **Lifecycle:** generally available
     *     - **Permission:** unsettled
     *     - **Rate limit:** unsettled
     *     - **Source:** [The service's own page](https://support.huaweicloud.com/intl/en-us/api-iam/iam_06_0001.html)
     */
    get: operations['keystoneListProjects'];
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
     * @description VOD posts this when an extraction has ended, well or badly; usually within 5 minutes.
     *
     *     `asset_id` in the event is the id of the **new audio asset**: the `audio_asset_id` of the 202. The id of the source
     *     video is not in the event.
     *
     *     [Verify it before you believe it](#tag/Events). The event inside `message`, decoded
     *     ([its members](#/event-members/audioextractcompleteevent)):
     *
     *     ```json
     *     {
     *       "event_type": "audioExtractComplete",
     *       "audio_extract_info": {
     *         "status": "SUCCEED",
     *         "title": "Ode to Joy",
     *         "url": "https://1234.cdn-vod.huaweicloud.com/asset/b6f1c4d2a97e4f0c8d35e21f7a90cc14/77aa.mp3",
     *         "asset_id": "b6f1c4d2a97e4f0c8d35e21f7a90cc14",
     *         "meta_data": {
     *           "play_type": 0,
     *           "pack_type": "MP3",
     *           "codec": "UNKNOWN",
     *           "duration": 10,
     *           "video_size": 0,
     *           "width": 0,
     *           "hight": 0,
     *           "bit_rate": 128,
     *           "frame_rate": 0
     *         }
     *       }
     *     }
     *     ```
     *
     *     > **Unsettled:**
     *     >
     *     > - what a failure looks like: no sample is published;
     *     > - whether a cancelled extraction sends it;
     *     > - whether other events come for the new asset.
     */
    post: operations['onAudioExtractComplete'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  createComplete: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * The creation of an asset ended
     * @description VOD posts this when a media asset has been created, or could not be.
     *
     *     `asset_id` is the id of the new asset: the one that `createAssetByFileUpload` answered.
     *
     *     [Verify it before you believe it](#tag/Events). The event inside `message`, decoded
     *     ([its members](#/event-members/createcompleteevent)):
     *
     *     ```json
     *     {
     *       "event_type": "createComplete",
     *       "create_info": {
     *         "status": "SUCCEED",
     *         "title": "Ode to Joy",
     *         "url": "https://1234.cdn-vod.huaweicloud.com/asset/3e1cd21131a94525be55acf65888bf46/9f2c.mp4",
     *         "asset_id": "3e1cd21131a94525be55acf65888bf46",
     *         "user_name": "ludwig",
     *         "meta_data": {
     *           "play_type": 0,
     *           "pack_type": "MP4",
     *           "codec": "UNKNOWN",
     *           "duration": 0,
     *           "video_size": 0,
     *           "width": 0,
     *           "hight": 0,
     *           "bit_rate": 0,
     *           "frame_rate": 0
     *         }
     *       }
     *     }
     *     ```
     *
     *     > **Unsettled:**
     *     >
     *     > - when exactly it is sent; likely after the upload was confirmed;
     *     > - whether it ends `uploadMetaDataByUrl` and `publishAssetFromObs`, which is likely;
     *     > - whether the metadata is filled by then: in the published sample all numbers are 0; `parseComplete` has them;
     *     > - whether an extraction of audio, which creates an asset too, sends it;
     *     > - what `user_name` is: only the sample has it.
     */
    post: operations['onCreateComplete'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  parseComplete: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * The parsing of a file ended
     * @description VOD posts this when it has read what an uploaded file holds, or could not. It is the newest of the events.
     *
     *     `asset_id` is the id of the asset whose file was read.
     *
     *     [Verify it before you believe it](#tag/Events). The event inside `message`, decoded
     *     ([its members](#/event-members/parsecompleteevent)):
     *
     *     ```json
     *     {
     *       "event_type": "parseComplete",
     *       "parse_info": {
     *         "status": "SUCCEED",
     *         "asset_id": "3e1cd21131a94525be55acf65888bf46",
     *         "meta_data": {
     *           "play_type": 0,
     *           "pack_type": "MP4",
     *           "codec": "H.264",
     *           "audio_codec": "AAC",
     *           "audio_bit_rate": 126,
     *           "duration": 10,
     *           "video_size": 262144,
     *           "width": 640,
     *           "hight": 360,
     *           "bit_rate": 204,
     *           "frame_rate": 25,
     *           "audio_channels": 2,
     *           "sample": 48000
     *         },
     *         "original_url": "https://1234.cdn-vod.huaweicloud.com/asset/3e1cd21131a94525be55acf65888bf46/9f2c.mp4"
     *       }
     *     }
     *     ```
     *
     *     > **Unsettled:**
     *     >
     *     > - what `fileAddr` holds; it only comes when the source lies in a bucket of your own;
     *     > - whether SMN sends this event: of the tables of events, only that of MFS is known to list it;
     *     > - whether a failure has `meta_data` and `original_url`.
     */
    post: operations['onParseComplete'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  coverComplete: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * The making of a cover ended
     * @description VOD posts this when the first picture of a video has been made its cover, or could not be.
     *
     *     `asset_id` is the id of the video. When both `thumbnailComplete` and this event are ticked in the console, this one
     *     is not sent through MFS.
     *
     *     [Verify it before you believe it](#tag/Events). The event inside `message`, decoded
     *     ([its members](#/event-members/covercompleteevent)):
     *
     *     ```json
     *     {
     *       "event_type": "coverComplete",
     *       "cover_info": {
     *         "status": "SUCCEED",
     *         "title": "Ode to Joy",
     *         "asset_id": "3e1cd21131a94525be55acf65888bf46",
     *         "cover_type": "HEAD_FRAME_COVER"
     *       }
     *     }
     *     ```
     *
     *     > **Unsettled:**
     *     >
     *     > - what a success looks like: the sample that its page calls a success has the status `FAILED`, a code, and the text
     *     >   `null` as `error_msg`.
     */
    post: operations['onCoverComplete'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  thumbnailComplete: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * A snapshot task ended
     * @description VOD posts this when the snapshots of a video are taken, or could not be.
     *
     *     `asset_id` is the id of the video. When both this event and `coverComplete` are ticked in the console, only this
     *     one is sent through MFS.
     *
     *     [Verify it before you believe it](#tag/Events). The event inside `message`, decoded
     *     ([its members](#/event-members/thumbnailcompleteevent)):
     *
     *     ```json
     *     {
     *       "event_type": "thumbnailComplete",
     *       "thumbnail_info": {
     *         "asset_id": "3e1cd21131a94525be55acf65888bf46",
     *         "status": "SUCCEED",
     *         "sample": [
     *           {
     *             "offset": 0,
     *             "url": "https://1234.cdn-vod.huaweicloud.com/asset/3e1cd21131a94525be55acf65888bf46/snapshot/sample/0.jpg"
     *           },
     *           {
     *             "offset": 5,
     *             "url": "https://1234.cdn-vod.huaweicloud.com/asset/3e1cd21131a94525be55acf65888bf46/snapshot/sample/5.jpg"
     *           }
     *         ],
     *         "dots": []
     *       }
     *     }
     *     ```
     *
     *     > **Unsettled:**
     *     >
     *     > - whether snapshots that are chosen by number, which the API calls `quantity`, come under `sample`.
     */
    post: operations['onThumbnailComplete'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  transcodeComplete: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * A transcoding ended
     * @description VOD posts this when a transcoding has ended, well or badly, with its encryption if it had one.
     *
     *     `asset_id` is the id of the asset that was transcoded. Its outputs are files of that asset and have no ids.
     *
     *     [Verify it before you believe it](#tag/Events). The event inside `message`, decoded
     *     ([its members](#/event-members/transcodecompleteevent)):
     *
     *     ```json
     *     {
     *       "event_type": "transcodeComplete",
     *       "transcode_info": {
     *         "asset_id": "3e1cd21131a94525be55acf65888bf46",
     *         "status": "SUCCEED",
     *         "templateGroupName": "web_hd",
     *         "output": [
     *           {
     *             "play_type": "HLS",
     *             "url": "https://1234.cdn-vod.huaweicloud.com/asset/3e1cd21131a94525be55acf65888bf46/play_video/index.m3u8",
     *             "encrypted": 0,
     *             "meta_data": {
     *               "play_type": 0,
     *               "codec": "H_264",
     *               "duration": 0,
     *               "videoSize": 0,
     *               "width": 0,
     *               "hight": 0,
     *               "bitRate": 0,
     *               "frameRate": 0
     *             }
     *           },
     *           {
     *             "play_type": "HLS",
     *             "url": "https://1234.cdn-vod.huaweicloud.com/asset/3e1cd21131a94525be55acf65888bf46/play_video/9f2c_1_1280X720.m3u8",
     *             "encrypted": 0,
     *             "quality": "HD",
     *             "meta_data": {
     *               "play_type": 0,
     *               "codec": "H_264",
     *               "duration": 10,
     *               "videoSize": 1048576,
     *               "width": 1280,
     *               "hight": 720,
     *               "bitRate": 838,
     *               "frameRate": 1,
     *               "quality": "HD"
     *             }
     *           }
     *         ]
     *       }
     *     }
     *     ```
     *
     *     > **Unsettled:**
     *     >
     *     > - which names the members have: the template group and the metadata are spelt in two ways (`templateGroupName` and
     *     >   `template_group_name`, `bitRate` and `bit_rate`, `hight` and `height`), by the sample and by the table of the same page;
     *     > - whether an extraction of audio sends this event too.
     */
    post: operations['onTranscodeComplete'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  reviewComplete: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * A content review ended
     * @description VOD posts this when the review of a video's pictures and texts has ended.
     *
     *     `asset_id` is the id of the asset that was reviewed. `status` tells whether the review worked, `suggestion` what it
     *     found: a video that must not be shown comes as `SUCCEED` with `BLOCK`.
     *
     *     [Verify it before you believe it](#tag/Events). The event inside `message`, decoded
     *     ([its members](#/event-members/reviewcompleteevent)):
     *
     *     ```json
     *     {
     *       "event_type": "reviewComplete",
     *       "review_info": {
     *         "asset_id": "3e1cd21131a94525be55acf65888bf46",
     *         "status": "SUCCEED",
     *         "suggestion": "PASS",
     *         "text": {
     *           "suggestion": "PASS"
     *         },
     *         "cover": [
     *           {
     *             "suggestion": "PASS",
     *             "offset": 0,
     *             "url": "https://1234.cdn-vod.huaweicloud.com/asset/3e1cd21131a94525be55acf65888bf46/cover/Cover0.jpg",
     *             "politics": [],
     *             "terrorism": [
     *               {
     *                 "confidence": "0.0016",
     *                 "label": "crowd"
     *               },
     *               {
     *                 "confidence": "0.9984",
     *                 "label": "normal"
     *               }
     *             ],
     *             "porn": [
     *               {
     *                 "confidence": "0.9999",
     *                 "label": "normal"
     *               }
     *             ]
     *           }
     *         ],
     *         "video": [
     *           {
     *             "suggestion": "PASS",
     *             "offset": 0,
     *             "url": "https://1234.cdn-vod.huaweicloud.com/asset/3e1cd21131a94525be55acf65888bf46/snapshot/sample/0.jpg",
     *             "politics": [],
     *             "terrorism": [
     *               {
     *                 "confidence": "0.0016",
     *                 "label": "crowd"
     *               },
     *               {
     *                 "confidence": "0.9984",
     *                 "label": "normal"
     *               }
     *             ],
     *             "porn": [
     *               {
     *                 "confidence": "0.9999",
     *                 "label": "normal"
     *               }
     *             ]
     *           }
     *         ]
     *       }
     *     }
     *     ```
     *
     *     > **Unsettled:**
     *     >
     *     > - the case of the verdicts: `BLOCK` in the sample, `block` in the table; compare without case;
     *     > - whether the words that were found in texts come as one text or as a list.
     */
    post: operations['onReviewComplete'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  smnSubscriptionConfirmation: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * SMN asks to confirm a subscription
     * @description SMN posts this when somebody subscribed this address to a topic. Nothing else comes until it is confirmed: [verify
     *     the message](#tag/Events), check that `topic_urn` is your topic, then send a GET to `subscribe_url`, within 48 hours. SMN sends at
     *     most 200 of these in 10 minutes to an address.
     *
     *     It is a message of SMN, not of VOD: its `message` is a sentence for people.
     *
     *     > **Unsettled:**
     *     >
     *     > - the host of `subscribe_url`: the documents mask it. Refuse to fetch from a host that you do not expect;
     *     > - the signed members of the newer types `HttpSubscriptionUserConfirm` and `HttpSubscriptionUserUnsubscribe`, so that
     *     >   they cannot be verified: refuse them.
     */
    post: operations['onSmnSubscriptionConfirmation'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  smnUnsubscribeConfirmation: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * SMN tells that a subscription ended
     * @description SMN posts this after somebody unsubscribed this address from a topic, for example by the `unsubscribe_url` of a
     *     notification. No more events come through the topic. [Verify it](#tag/Events), and tell a person: `subscribe_url` subscribes the address again,
     *     within 48 hours.
     *
     *     It is a message of SMN, not of VOD: its `message` is a sentence for people.
     *
     *     SMN's own sample code for Node builds an empty text for this type, and so refuses it; the signed members are
     *     documented all the same.
     *
     *     > **Unsettled:** the host of `subscribe_url`: the documents mask it.
     */
    post: operations['onSmnUnsubscribeConfirmation'];
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
     * Project id
     * @description The id of a project in the region that is called. **Unsettled:** no length or pattern is documented; every sample
     *     shows 32 lower-case hexadecimal digits.
     * @example 0123456789abcdef0123456789abcdef
     */
    ProjectId: string;
    /**
     * Asset title
     * @description The title, at most 128 bytes of UTF-8. A schema can only count characters, so count the bytes of other texts than
     *     ASCII yourself. An extracted audio takes over the title of its video.
     * @example Ode to Joy
     */
    AssetTitle: string;
    /**
     * Asset description
     * @description A description, at most 1024 bytes of UTF-8.
     * @example The sample video of this project
     */
    AssetDescription: string;
    /**
     * File type
     * @description The format of the file, in upper case. Audio formats are accepted, but an audio asset cannot be the
     *     source of an extraction. **Unsettled:** the list is put together from several sources.
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
     * Category id
     * Format: int32
     * @description The id of the category. Absent or -1 is the system's category "Other". Pages of 2021 type it as a string.
     * @example -1
     */
    CategoryId: number;
    /**
     * MD5 of a file
     * @description The MD5 of a file: base64 of the 16 bytes of the digest. When it is given, the upload has to carry the same
     *     value as `Content-MD5`. One of the service's own samples shows hexadecimal digits; object storage compares base64.
     * @example XrY7u+Ae7tCTyyK7j1rNww==
     */
    Md5Digest: string;
    /**
     * File type of a cover
     * @description The format of a cover image that you will upload to `cover_upload_url`. When it is given, VOD does not make a
     *     cover of the first frame.
     * @example PNG
     * @enum {string}
     */
    CoverType: 'JPG' | 'PNG';
    /**
     * Type of a subtitle file
     * @description The format of the file.
     * @example SRT
     * @enum {string}
     */
    SubtitleType: 'SRT';
    /**
     * Language of a subtitle
     * @description The language, Chinese or English.
     * @example EN
     * @enum {string}
     */
    SubtitleLanguage: 'CN' | 'EN';
    /**
     * Subtitle file
     * @description A subtitle file that is about to be uploaded.
     */
    Subtitle: {
      /**
       * Format: int32
       * @description The number of the subtitle, 1 to 8.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0196.html
       * @example 1
       */
      id: number;
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0196.html */
      type: components['schemas']['SubtitleType'];
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0196.html */
      language: components['schemas']['SubtitleLanguage'];
      /**
       * @description The name of the file.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0196.html
       * @example sample.srt
       */
      name?: string;
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0196.html */
      md5?: components['schemas']['Md5Digest'];
      /**
       * @description Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0196.html
       * @example English subtitles
       */
      description?: components['schemas']['AssetDescription'];
    };
    /**
     * Asset tags
     * @description At most 16 tags of at most 16 bytes of UTF-8 each, joined by commas. **Unsettled:** some of the service's
     *     pages allow 24 bytes for a tag.
     * @example music,demo
     */
    AssetTags: string;
    /**
     * Automatic publishing
     * Format: int32
     * @description Whether the asset is published once its file has arrived: 1 yes, 0 no. **Unsettled:** the default is 1 in
     *     the SDKs and 0 in pages of 2021.
     * @example 1
     * @enum {integer}
     */
    AutoPublish: 0 | 1;
    /**
     * Template group
     * @description The name of the transcoding template group with which the file is transcoded once it has arrived. Goes
     *     before `workflow_name`. Audio files cannot be transcoded.
     * @example web_hd
     */
    TemplateGroupName: string;
    /**
     * Automatic encryption
     * Format: int32
     * @description Whether the HLS outputs are encrypted, 1 yes, 0, the default, no. Needs a template group with an HLS output.
     * @example 0
     * @enum {integer}
     */
    AutoEncrypt: 0 | 1;
    /**
     * Automatic pre-loading, as a text
     * @description Whether the asset is loaded into the CDN ahead of its first viewer: `1` yes, `0`, the default, no. A string here,
     *     a number in `uploadMetaDataByUrl` and `publishAssetFromObs`.
     * @example 0
     * @enum {string}
     */
    AutoPreheatText: '0' | '1';
    /**
     * Way to take snapshots
     * @description `time`: one every `time` seconds. `dots`: at the seconds in `dots`. `quantity`: `quantity` pictures,
     *     a mode that only the SDKs have.
     * @example time
     * @enum {string}
     */
    ThumbnailType: 'time' | 'dots' | 'quantity';
    /**
     * Shape of the snapshots
     * Format: int32
     * @description The shape of the pictures: 0, the default, as the video, 1 16:9.
     * @example 0
     * @enum {integer}
     */
    ThumbnailAspectRatio: 0 | 1;
    /**
     * Snapshots to take
     * @description How pictures are taken from the video once it has arrived.
     */
    Thumbnail: {
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0196.html */
      type: components['schemas']['ThumbnailType'];
      /**
       * Format: int32
       * @description How many pictures, 1 to 10. Required in the mode `quantity`.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0196.html
       * @example 4
       */
      quantity?: number;
      /**
       * Format: int32
       * @description The seconds between two pictures in the mode `quantity`; may be left out.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0196.html
       * @example 2
       */
      quantity_time?: number;
      /**
       * Format: int32
       * @description The seconds between two pictures in the mode `time`; 12 when left out. **Unsettled:** 0 to 100 in the SDKs, 1 to 12 in
       *     pages of 2021.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0196.html
       * @example 5
       */
      time?: number;
      /**
       * @description The seconds at which pictures are taken. Required in the mode `dots`.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0196.html
       * @example [
       *       3,
       *       8
       *     ]
       */
      dots?: number[];
      /**
       * Format: int32
       * @description Which of the pictures becomes the cover, counted from 1; the first when left out.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0196.html
       * @example 1
       */
      cover_position?: number;
      /**
       * Format: int32
       * @description The format of the pictures; 1, the default, is JPEG, and no other value is documented.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0196.html
       * @example 1
       */
      format?: number;
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0196.html */
      aspect_ratio?: components['schemas']['ThumbnailAspectRatio'];
      /**
       * Format: int32
       * @description The longest side of a picture in pixels. **Unsettled:** one current page gives a default of 480, the SDKs
       *     give none.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0196.html
       * @example 480
       */
      max_length?: number;
    };
    /**
     * Moderation to run
     * @description How the asset is checked for unwanted content once it has arrived. Not available in cn-east-2.
     */
    Review: {
      /**
       * @description The id of a moderation template from the console. **Unsettled:** required in pages of 2021, optional in
       *     the SDKs.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0196.html
       * @example 5c7b8e2f
       */
      template_id?: string;
      /**
       * Format: int32
       * @description Ignored in a request; the template decides.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0196.html
       * @example 5
       */
      interval?: number;
      /**
       * Format: int32
       * @description Ignored in a request; the template decides.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0196.html
       * @example 60
       */
      politics?: number;
      /**
       * Format: int32
       * @description Ignored in a request; the template decides.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0196.html
       * @example 60
       */
      terrorism?: number;
      /**
       * Format: int32
       * @description Ignored in a request; the template decides.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0196.html
       * @example 60
       */
      porn?: number;
    };
    /**
     * Workflow
     * @description The name of a workflow from the console, run once the file has arrived; at most 128 characters. A workflow
     *     can extract the audio, too. Ignored when `template_group_name` is given.
     * @example extract_audio
     */
    WorkflowName: string;
    /**
     * Asset to create
     * @description A file that is about to be uploaded, and what is to be done with it then.
     */
    CreateAssetByFileUploadRequest: {
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0196.html */
      title: components['schemas']['AssetTitle'];
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0196.html */
      description?: components['schemas']['AssetDescription'];
      /**
       * @description The name of the file, at most 128 bytes of UTF-8. The suffix may be left out.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0196.html
       * @example sample.mp4
       */
      video_name: string;
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0196.html */
      video_type: components['schemas']['FileType'];
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0196.html */
      category_id?: components['schemas']['CategoryId'];
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0196.html */
      video_md5?: components['schemas']['Md5Digest'];
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0196.html */
      cover_type?: components['schemas']['CoverType'];
      /**
       * @description The MD5 of the cover image, in the form of `video_md5`.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0196.html
       * @example CY9rzUYh03PK3k6DJie09g==
       */
      cover_md5?: components['schemas']['Md5Digest'];
      /**
       * @description The subtitle files that you will upload to `subtitle_upload_urls`.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0196.html
       * @example [
       *       {
       *         "id": 1,
       *         "type": "SRT",
       *         "language": "EN",
       *         "name": "sample.srt"
       *       }
       *     ]
       */
      subtitles?: components['schemas']['Subtitle'][];
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0196.html */
      tags?: components['schemas']['AssetTags'];
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0196.html */
      auto_publish?: components['schemas']['AutoPublish'];
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0196.html */
      template_group_name?: components['schemas']['TemplateGroupName'];
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0196.html */
      auto_encrypt?: components['schemas']['AutoEncrypt'];
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0196.html */
      auto_preheat?: components['schemas']['AutoPreheatText'];
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0196.html */
      thumbnail?: components['schemas']['Thumbnail'];
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0196.html */
      review?: components['schemas']['Review'];
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0196.html */
      workflow_name?: components['schemas']['WorkflowName'];
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
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0196.html
       * @example vod-bucket-65-cn-north-4
       */
      bucket: string;
      /**
       * @description The id of the bucket's region.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0196.html
       * @example cn-north-4
       */
      location: string;
      /**
       * @description The key of the object.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0196.html
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
       * @description The id of the new asset. The official SDKs type it as optional.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0196.html
       * @example 3e1cd21131a94525be55acf65888bf46
       */
      asset_id: components['schemas']['AssetId'];
      /**
       * Format: uri
       * @description The pre-signed URL for the `PUT` of the file. Whoever has it can upload: treat it as a secret until it
       *     expires. The official SDKs type it as optional.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0196.html
       * @example https://vod-bucket-65-cn-north-4.obs.cn-north-4.myhuaweicloud.com:443/0123456789abcdef0123456789abcdef/3e1cd21131a94525be55acf65888bf46/9f2c.mp4?AWSAccessKeyId=FAKE&Expires=1795346700&Signature=FAKE
       */
      video_upload_url: string;
      /**
       * Format: uri
       * @description The pre-signed URL for the `PUT` of a cover image, with `image/png` or its like as `Content-Type`; `null`
       *     when no `cover_type` was given.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0196.html
       * @example null
       */
      cover_upload_url?: string | null;
      /**
       * @description Pre-signed URLs for the `PUT` of the subtitle files, each as `application/octet-stream`; empty when none were
       *     announced.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0196.html
       * @example []
       */
      subtitle_upload_urls?: string[];
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0196.html */
      target?: components['schemas']['ObjectAddress'];
    };
    /**
     * Error
     * @description The body of an error, be it of the gateway or of VOD, as every documented one has it. What stands between you and the
     *     gateway, such as a proxy, may answer otherwise.
     */
    ErrorResponse: {
      /**
       * @description What went wrong; see the error catalogue. `VOD.*` comes from the service, `APIGW.*` (or `APIG.*`) from
       *     the gateway in front of it, `IAM.*` from the identity service.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0196.html
       * @example VOD.10062
       */
      error_code: string;
      /**
       * @description A text for people, which may change. Never compare it.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0196.html
       * @example Media asset or resource does not exist, please check.
       */
      error_msg: string;
      /**
       * @description The id of the request, the same as in `X-Request-Id`. Errors of the gateway carry it.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0196.html
       * @example 7c1d0f4e9b3a48f2a6e5d4c3b2a19080
       */
      request_id?: string;
      /**
       * @description Encoded details of a missing permission, it seems. **Unsettled:** the official SDKs read it; no page of VOD is known to have
       *     it.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0196.html
       * @example FAKEencodedMESSAGE
       */
      encoded_authorization_message?: string;
    };
    /**
     * What to delete
     * @description `origin`: the original files alone.
     * @example origin
     * @enum {string}
     */
    DeleteType: 'origin';
    /**
     * Outcome of a deletion
     * @description `DELETED`: it is gone. `FAILED`: it is still there. `UNKNOW`, so spelt, stands in the SDKs alone, without a
     *     word on what it means.
     * @example DELETED
     * @enum {string}
     */
    DeleteStatus: 'DELETED' | 'FAILED' | 'UNKNOW';
    /**
     * Asset deleted or not
     * @description What became of one asset.
     */
    DeleteResult: {
      /**
       * @description The id of the asset.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0024.html
       * @example b6f1c4d2a97e4f0c8d35e21f7a90cc14
       */
      asset_id?: components['schemas']['AssetId'];
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0024.html */
      status?: components['schemas']['DeleteStatus'];
    };
    /**
     * Assets deleted
     * @description What became of each asset of the call. Look at each `status`, since a 200 may hold failures.
     */
    DeleteAssetsResponse: {
      /**
       * @description A row for each asset.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0024.html
       * @example [
       *       {
       *         "asset_id": "b6f1c4d2a97e4f0c8d35e21f7a90cc14",
       *         "status": "DELETED"
       *       }
       *     ]
       */
      delete_result_array?: components['schemas']['DeleteResult'][];
    };
    /**
     * Outcome of an upload, as it is told
     * @description `CREATED`: the file is complete. `FAILED`: the upload failed. `CANCELLED`: it was given up.
     * @example CREATED
     * @enum {string}
     */
    UploadStatus: 'CREATED' | 'FAILED' | 'CANCELLED';
    /**
     * Outcome of an upload
     * @description How the upload of an asset's file ended.
     */
    ConfirmAssetUploadRequest: {
      /**
       * @description The id of the asset whose file was uploaded.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0198.html
       * @example 3e1cd21131a94525be55acf65888bf46
       */
      asset_id: components['schemas']['AssetId'];
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0198.html */
      status: components['schemas']['UploadStatus'];
    };
    /**
     * Upload confirmed
     * @description The asset whose upload was confirmed.
     */
    ConfirmAssetUploadResponse: {
      /**
       * @description The id of the asset. The official SDKs type it as optional.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0198.html
       * @example 3e1cd21131a94525be55acf65888bf46
       */
      asset_id: components['schemas']['AssetId'];
    };
    /**
     * Audio format
     * @description The format of the extracted audio, MP3 or AAC, in upper case. **Unsettled:** which container an AAC comes in, and the
     *     suffix of its file.
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
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0208.html
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
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0208.html
       * @example 3e1cd21131a94525be55acf65888bf46
       */
      asset_id: components['schemas']['AssetId'];
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0208.html */
      parameter?: components['schemas']['AudioParameter'];
    };
    /**
     * Extraction accepted
     * @description The two assets of the job. The official SDKs type both members as optional; every sample has both.
     */
    CreateExtractAudioTaskResponse: {
      /**
       * @description The id of the source video.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0208.html
       * @example 3e1cd21131a94525be55acf65888bf46
       */
      asset_id: components['schemas']['AssetId'];
      /**
       * @description The id of the new audio asset: the handle of the job. The completion event carries it as its
       *     `asset_id`.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0208.html
       * @example b6f1c4d2a97e4f0c8d35e21f7a90cc14
       */
      audio_asset_id: components['schemas']['AssetId'];
    };
    /**
     * Section of the details
     * @description A section of what `showAssetDetail` answers.
     * @example base_info
     * @enum {string}
     */
    AssetDetailSection: 'base_info' | 'transcode_info' | 'thumbnail_info' | 'review_info';
    /**
     * Time, to the second
     * @description A time in UTC, as `YYYYMMDDhhmmss`.
     * @example 20261122102500
     */
    UtcTimestamp: string;
    /**
     * Media metadata
     * @description What was read from a media file. Of audio, the members about pictures are 0. In the published sample of
     *     the extraction event `codec` is `UNKNOWN` and `video_size` is 0, so do not rely on them there.
     */
    MetaData: {
      /**
       * Format: int32
       * @description The delivery type; 0 in every published sample. Only events carry it.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0202.html
       * @example 0
       */
      play_type?: number;
      /**
       * @description The container, such as `MP4`, `MP3` or `AAC`. The SDKs list MP4, TS, MOV, MXF, MPG, FLV, WMV, MP3, WMA, APE,
       *     FLAC, AAC, AC3, MMF, AMR, M4A, M4R, OGG, WAV, WV, MP2, AVI, F4V, M4V, MPEG, HLS and DASH. **Unsettled:** the
       *     list is not closed here, because it lacks formats that can be uploaded, such as MKV and WEBM. A published
       *     sample has `null`.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0202.html
       * @example MP3
       */
      pack_type?: string | null;
      /**
       * @description The codec of the main stream. The SDKs list MPEG-2, MPEG-4, H.264, H.265, WMV, Vorbis, AAC, EAC-3, AC-3, AMR,
       *     APE, FLAC, MP3, MP2, WMA, PCM, ADPCM, WavPack, HEAAC and UNKNOWN. **Unsettled:** the list is not closed here,
       *     for the same reason.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0202.html
       * @example MP3
       */
      codec?: string;
      /**
       * Format: int64
       * @description The length in whole seconds. **Unsettled:** rounded down, but at least 1, according to the SDKs; rounded
       *     up in pages of 2021.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0202.html
       * @example 10
       */
      duration?: number;
      /**
       * Format: int64
       * @description The length in milliseconds. Not in events.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0202.html
       * @example 10240
       */
      duration_ms?: number;
      /**
       * Format: int64
       * @description The size of the file in bytes.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0202.html
       * @example 163840
       */
      video_size?: number;
      /**
       * Format: int64
       * @description The width of the picture in pixels.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0202.html
       * @example 0
       */
      width?: number;
      /**
       * Format: int64
       * @description The height of the picture in pixels. The name is misspelt on the wire and is giving way to `height`: read
       *     whichever is there.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0202.html
       * @example 0
       */
      hight?: number;
      /**
       * Format: int64
       * @description The height of the picture in pixels, in the answers that spell it right.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0202.html
       * @example 0
       */
      height?: number;
      /**
       * Format: int64
       * @description The average bit rate in kbit/s. **Unsettled:** the unit is not written anywhere; samples fit kbit/s.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0202.html
       * @example 128
       */
      bit_rate?: number;
      /**
       * Format: int64
       * @description Pictures per second. **Unsettled:** older texts describe an index instead: 1 automatic, 2 for 10, 3 for 15,
       *     4 for 23.97, 5 for 24, 6 for 25, 7 for 29.97, 8 for 30, 9 for 50, 10 for 60.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0202.html
       * @example 0
       */
      frame_rate?: number;
      /**
       * @description The definition of the picture, such as `FULL_HD`, `HD`, `SD`, `FLUENT`, `AD`, `2K` or `4K`; `null` in a published
       *     sample.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0202.html
       * @example SD
       */
      quality?: string | null;
      /**
       * Format: int32
       * @description The number of audio channels. Not in extraction events.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0202.html
       * @example 2
       */
      audio_channels?: number;
    };
    /**
     * Cover
     * @description A cover image.
     */
    CoverInfo: {
      /**
       * Format: uri
       * @description Where the image is.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0202.html
       * @example https://1234.cdn-vod.huaweicloud.com/asset/3e1cd21131a94525be55acf65888bf46/cover/Cover0.jpg
       */
      cover_url?: string;
    };
    /**
     * Subtitle
     * @description A subtitle file of the asset.
     */
    SubtitleInfo: {
      /**
       * Format: uri
       * @description Where the file is.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0202.html
       * @example https://1234.cdn-vod.huaweicloud.com/asset/3e1cd21131a94525be55acf65888bf46/subtitle/1.srt
       */
      url?: string;
      /**
       * Format: int32
       * @description The number of the subtitle.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0202.html
       * @example 1
       */
      id?: number;
      /**
       * @description The format of the file, such as `SRT`.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0202.html
       * @example SRT
       */
      type?: string;
      /**
       * @description The language, such as `CN` or `EN`.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0202.html
       * @example EN
       */
      language?: string;
    };
    /**
     * Basic information
     * @description What is known of every asset.
     */
    BaseInfo: {
      /**
       * @description The title. An extracted audio has the title of its video.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0202.html
       * @example Ode to Joy
       */
      title?: string;
      /**
       * @description The name of the uploaded file.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0202.html
       * @example sample.mp4
       */
      video_name?: string;
      /**
       * @description The description; `null` in a published sample when there is none. **Unsettled:** the console tells an extracted audio from its video by this text; what it
       *     says is not documented.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0202.html
       * @example The sample video of this project
       */
      description?: string | null;
      /**
       * Format: int64
       * @description The id of the category; -1 is the system's category "Other". Requests take 32 bits, answers give 64.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0202.html
       * @example -1
       */
      category_id?: number;
      /**
       * @description The name of the category.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0202.html
       * @example Other
       */
      category_name?: string;
      /**
       * @description When the asset was created, in UTC, as `YYYYMMDDhhmmss`.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0202.html
       * @example 20261122102500
       */
      create_time?: components['schemas']['UtcTimestamp'];
      /**
       * @description When the asset was last changed, in UTC, as `YYYYMMDDhhmmss`.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0202.html
       * @example 20261122102503
       */
      last_modified?: components['schemas']['UtcTimestamp'];
      /**
       * @description The format of the file. Of an extracted audio, its audio format.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0202.html
       * @example MP3
       */
      video_type?: string;
      /**
       * @description The tags, joined by commas; `null` in a published sample when there are none.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0202.html
       * @example music,demo
       */
      tags?: string | null;
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0202.html */
      meta_data?: components['schemas']['MetaData'];
      /**
       * Format: uri
       * @description The URL of the original file; of an extracted audio, the URL of the audio.
       *     **Unsettled:** one sample suggests that files of unpublished assets lie under `/shield/asset/`.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0202.html
       * @example https://1234.cdn-vod.huaweicloud.com/asset/b6f1c4d2a97e4f0c8d35e21f7a90cc14/77aa.mp3
       */
      video_url?: string;
      /**
       * @description A temporary URL of the original file in object storage. Only `showAssetDetail` answers it; in the others it is
       *     absent or empty. Treat it as a secret until it expires.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0202.html
       * @example https://vod-bucket-65-cn-north-4.obs.cn-north-4.myhuaweicloud.com:443/77aa.mp3?AWSAccessKeyId=FAKE&Expires=1795346700&Signature=FAKE
       */
      sign_url?: string;
      /**
       * @description The cover images.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0202.html
       * @example [
       *       {
       *         "cover_url": "https://1234.cdn-vod.huaweicloud.com/asset/3e1cd21131a94525be55acf65888bf46/cover/Cover0.jpg"
       *       }
       *     ]
       */
      cover_info_array?: components['schemas']['CoverInfo'][];
      /**
       * @description The subtitle files.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0202.html
       * @example []
       */
      subtitle_info?: components['schemas']['SubtitleInfo'][];
      /**
       * @description Where the original file lies in object storage.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0202.html
       */
      source_path?: components['schemas']['ObjectAddress'];
      /**
       * @description Where the outputs lie in object storage.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0202.html
       */
      output_path?: components['schemas']['ObjectAddress'];
    };
    /**
     * Transcoding output
     * @description One file that a transcoding made.
     */
    TranscodeOutput: {
      /**
       * @description How the file is delivered: `HLS`, `DASH`, `MP4`, `MP3` or `AAC`. **Unsettled:** these are the values of the
       *     SDKs; the service's pages write `hls`, `dash` and `mp4` in lower case and have no `MP3` and `AAC`.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0202.html
       * @example HLS
       */
      play_type: string;
      /**
       * Format: uri
       * @description Where the file is.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0202.html
       * @example https://1234.cdn-vod.huaweicloud.com/asset/3e1cd21131a94525be55acf65888bf46/play_video/9f2c_1_1280X720.m3u8
       */
      url: string;
      /**
       * @description The id of the template, or of its group.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0202.html
       * @example 8a1f0c3e5d7b49a2b6c4e9f0d1a27358
       */
      group_id?: string;
      /**
       * @description The name of the template group.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0202.html
       * @example web_hd
       */
      group_name?: string;
      /**
       * Format: int32
       * @description 1 when the file is encrypted, 0 when it is not.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0202.html
       * @example 0
       */
      encrypted?: number;
      /**
       * @description The definition of the picture: `FLUENT`, `SD`, `HD` or `FULL_HD`. **Unsettled:** whether there are others.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0202.html
       * @example HD
       */
      quality?: string;
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0202.html */
      meta_data: components['schemas']['MetaData'];
    };
    /**
     * State of a transcoding
     * @description `UN_TRANSCODE`: nothing was asked. `WAITING_TRANSCODE`: queued. `TRANSCODING`: runs.
     *     `TRANSCODE_SUCCEED` and `TRANSCODE_FAILED` are final.
     * @example TRANSCODE_SUCCEED
     * @enum {string}
     */
    TranscodeStatus:
      | 'UN_TRANSCODE'
      | 'WAITING_TRANSCODE'
      | 'TRANSCODING'
      | 'TRANSCODE_SUCCEED'
      | 'TRANSCODE_FAILED';
    /**
     * Transcoding
     * @description The state of the asset's transcoding. **Unsettled:** likely that of an extracted audio's extraction, too. The
     *     official SDKs mark `template_group_name` and `output` as required; both say nothing of an extraction.
     */
    TranscodeInfo: {
      /**
       * @description The name of the template group. **Unsettled:** likely empty for an extraction.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0202.html
       * @example
       */
      template_group_name?: string;
      /**
       * @description The files that a transcoding made. **Unsettled:** likely none for an extraction, whose file is
       *     `base_info.video_url`.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0202.html
       * @example []
       */
      output?: components['schemas']['TranscodeOutput'][];
      /**
       * @description A word on how the task went. **Unsettled:** likely the reason of a failed extraction, too.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0202.html
       * @example Transcode success
       */
      exec_desc?: string;
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0202.html */
      transcode_status?: components['schemas']['TranscodeStatus'];
    };
    /**
     * Snapshot
     * @description One picture.
     */
    ThumbnailRsp: {
      /**
       * Format: int32
       * @description Where in the video it was taken, in seconds from the start.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0202.html
       * @example 5
       */
      offset: number;
      /**
       * Format: uri
       * @description Where the picture is.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0202.html
       * @example https://1234.cdn-vod.huaweicloud.com/asset/3e1cd21131a94525be55acf65888bf46/snapshot/sample/5.jpg
       */
      url: string;
    };
    /**
     * State of the snapshots
     * @description `UN_THUMBNAIL`: nothing was asked. `THUMBNAILING`: runs. `THUMBNAIL_SUCCEED` and `THUMBNAIL_FAILED` are final.
     * @example THUMBNAIL_SUCCEED
     * @enum {string}
     */
    ThumbnailStatus: 'UN_THUMBNAIL' | 'THUMBNAILING' | 'THUMBNAIL_SUCCEED' | 'THUMBNAIL_FAILED';
    /**
     * Snapshots
     * @description The pictures that were taken from the video.
     */
    ThumbnailInfo: {
      /**
       * @description The pictures at even distances, from the mode `time`.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0202.html
       * @example []
       */
      sample?: components['schemas']['ThumbnailRsp'][];
      /**
       * @description The pictures at given seconds, from the mode `dots`.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0202.html
       * @example [
       *       {
       *         "offset": 3,
       *         "url": "https://1234.cdn-vod.huaweicloud.com/asset/3e1cd21131a94525be55acf65888bf46/snapshot/dots/3.jpg"
       *       }
       *     ]
       */
      dots?: components['schemas']['ThumbnailRsp'][];
      /**
       * @description The pictures from the mode `quantity`.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0202.html
       * @example []
       */
      quantity?: components['schemas']['ThumbnailRsp'][];
      /**
       * @description A word on how the task went.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0202.html
       * @example Snapshots succeeded
       */
      exec_desc?: string;
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0202.html */
      thumbnail_status?: components['schemas']['ThumbnailStatus'];
    };
    /**
     * Verdict
     * @description `pass`: nothing was found. `review`: a person has to look. `block`: refused. Of several verdicts, `block` goes
     *     before `review`, and `review` before `pass`. Lower case here; the samples of the event use upper case, so
     *     compare without case.
     * @example pass
     */
    ReviewSuggestion: string;
    /**
     * Moderation of texts
     * @description What was found in the texts of the asset. The three texts hold the words that were found.
     */
    TextReviewRet: {
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0202.html */
      suggestion: components['schemas']['ReviewSuggestion'];
      /**
       * @description Words about politics.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0202.html
       * @example
       */
      politics?: string;
      /**
       * @description Words about pornography.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0202.html
       * @example
       */
      porn?: string;
      /**
       * @description Words of abuse.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0202.html
       * @example
       */
      abuse?: string;
    };
    /**
     * Finding of a moderation
     * @description One finding, and how sure the service is of it.
     */
    ReviewDetail: {
      /**
       * @description A number from 0 to 1, as a text.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0202.html
       * @example 0.0312
       */
      confidence: string;
      /**
       * @description What was found.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0202.html
       * @example normal
       */
      label?: string;
    };
    /**
     * Moderation of a picture
     * @description What was found in one picture.
     */
    PictureReviewRet: {
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0202.html */
      suggestion?: components['schemas']['ReviewSuggestion'];
      /**
       * Format: int32
       * @description Where in the video the picture is, in seconds from the start.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0202.html
       * @example 5
       */
      offset?: number;
      /**
       * Format: uri
       * @description Where the picture is.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0202.html
       * @example https://1234.cdn-vod.huaweicloud.com/asset/3e1cd21131a94525be55acf65888bf46/snapshot/sample/5.jpg
       */
      url: string;
      /**
       * @description What was found about politics.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0202.html
       * @example []
       */
      politics?: components['schemas']['ReviewDetail'][];
      /**
       * @description What was found about violence.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0202.html
       * @example []
       */
      terrorism?: components['schemas']['ReviewDetail'][];
      /**
       * @description What was found about pornography.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0202.html
       * @example []
       */
      porn?: components['schemas']['ReviewDetail'][];
    };
    /**
     * State of the moderation
     * @description `UN_REVIEW`: nothing was asked. `REVIEWING`: runs. `REVIEW_SUSPICIOUS`: a person has to look. `REVIEW_PASSED`: all
     *     is well. `REVIEW_FAILED`: the task failed. `REVIEW_BLOCKED`: the asset is blocked.
     * @example REVIEW_PASSED
     * @enum {string}
     */
    ReviewStatus:
      | 'UN_REVIEW'
      | 'REVIEWING'
      | 'REVIEW_SUSPICIOUS'
      | 'REVIEW_PASSED'
      | 'REVIEW_FAILED'
      | 'REVIEW_BLOCKED';
    /**
     * Moderation
     * @description What the moderation found.
     */
    ReviewInfo: {
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0202.html */
      suggestion?: components['schemas']['ReviewSuggestion'];
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0202.html */
      text?: components['schemas']['TextReviewRet'];
      /**
       * @description What was found in the covers.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0202.html
       * @example []
       */
      cover?: components['schemas']['PictureReviewRet'][];
      /**
       * @description What was found in pictures of the video.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0202.html
       * @example []
       */
      video?: components['schemas']['PictureReviewRet'][];
      /**
       * @description A word on how the task went.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0202.html
       * @example Moderation succeeded
       */
      exec_desc?: string;
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0202.html */
      review_status: components['schemas']['ReviewStatus'];
    };
    /**
     * Details of an asset
     * @description One asset, by sections. A section is absent until there is something to say in it: those of transcoding,
     *     snapshots and moderation until their task succeeded.
     */
    ShowAssetDetailResponse: {
      /**
       * @description The id of the asset. The official SDKs type it as optional.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0202.html
       * @example b6f1c4d2a97e4f0c8d35e21f7a90cc14
       */
      asset_id: components['schemas']['AssetId'];
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0202.html */
      base_info?: components['schemas']['BaseInfo'];
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0202.html */
      transcode_info?: components['schemas']['TranscodeInfo'];
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0202.html */
      thumbnail_info?: components['schemas']['ThumbnailInfo'];
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0202.html */
      review_info?: components['schemas']['ReviewInfo'];
    };
    /**
     * Method of a step
     * @description The method of a step of a multipart upload.
     * @example POST
     * @enum {string}
     */
    MultipartVerb: 'POST' | 'PUT' | 'GET' | 'DELETE';
    /**
     * URL for one step
     * @description The URL for the step that was asked for.
     */
    ShowAssetTempAuthorityResponse: {
      /**
       * Format: uri
       * @description The whole pre-signed URL, in spite of its name. Use it as it is, and treat it as a secret until it expires.
       *     It was called `sign_url` before May 2020. The official SDKs type it as optional.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0197.html
       * @example https://vod-bucket-65-cn-north-4.obs.cn-north-4.myhuaweicloud.com:443/0123456789abcdef0123456789abcdef/3e1cd21131a94525be55acf65888bf46/9f2c.mp4?uploads&AWSAccessKeyId=FAKE&Expires=1795346700&Signature=FAKE
       */
      sign_str: string;
    };
    /**
     * File type of a URL
     * @description The format of a file that VOD fetches by itself, in upper case.
     * @example MP4
     * @enum {string}
     */
    UrlFileType:
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
      | 'M3U8'
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
     * Automatic pre-loading
     * Format: int32
     * @description Whether the asset is loaded into the CDN ahead of its first viewer: 1 yes, 0, the default, no. A number here, a string in
     *     `createAssetByFileUpload`.
     * @example 0
     * @enum {integer}
     */
    AutoPreheat: 0 | 1;
    /**
     * File to fetch
     * @description A file that VOD fetches, and what is to be done with it then.
     */
    UploadMetaDataByUrl: {
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0052.html */
      video_type: components['schemas']['UrlFileType'];
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0052.html */
      title: components['schemas']['AssetTitle'];
      /**
       * Format: uri
       * @description Where the file is, by `http` or `https`. It has to end in a file extension.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0052.html
       * @example https://media.example.com/sample.mp4
       */
      url: string;
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0052.html */
      description?: components['schemas']['AssetDescription'];
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0052.html */
      category_id?: components['schemas']['CategoryId'];
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0052.html */
      tags?: components['schemas']['AssetTags'];
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0052.html */
      auto_publish?: components['schemas']['AutoPublish'];
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0052.html */
      template_group_name?: components['schemas']['TemplateGroupName'];
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0052.html */
      auto_encrypt?: components['schemas']['AutoEncrypt'];
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0052.html */
      auto_preheat?: components['schemas']['AutoPreheat'];
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0052.html */
      thumbnail?: components['schemas']['Thumbnail'];
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0052.html */
      review?: components['schemas']['Review'];
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0052.html */
      workflow_name?: components['schemas']['WorkflowName'];
    };
    /**
     * Files to fetch
     * @description The files that VOD fetches.
     */
    UploadMetaDataByUrlRequest: {
      /**
       * @description The files, at most 16 in one call.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0052.html
       * @example [
       *       {
       *         "video_type": "MP4",
       *         "title": "Ode to Joy",
       *         "url": "https://media.example.com/sample.mp4"
       *       }
       *     ]
       */
      upload_metadatas: components['schemas']['UploadMetaDataByUrl'][];
    };
    /**
     * File taken on
     * @description One file of the call, with its new asset, or with the reason why there is none.
     */
    UploadAsset: {
      /**
       * Format: uri
       * @description The URL that was given.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0052.html
       * @example https://media.example.com/sample.mp4
       */
      url?: string;
      /**
       * @description The id of the new asset.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0052.html
       * @example 3e1cd21131a94525be55acf65888bf46
       */
      asset_id?: components['schemas']['AssetId'];
      /**
       * @description Why this file was not taken on. A call of many files can succeed in part.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0052.html
       * @example VOD.10121
       */
      error_code?: string;
      /**
       * @description The same, for people.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0052.html
       * @example The file cannot be fetched.
       */
      error_msg?: string;
    };
    /**
     * Files taken on
     * @description What became of each file of the call. The fetching itself goes on after this answer.
     */
    UploadMetaDataByUrlResponse: {
      /**
       * @description A row for each file.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0052.html
       * @example [
       *       {
       *         "url": "https://media.example.com/sample.mp4",
       *         "asset_id": "3e1cd21131a94525be55acf65888bf46"
       *       }
       *     ]
       */
      upload_assets?: components['schemas']['UploadAsset'][];
    };
    /**
     * File type of a stored object
     * @description The format of a file that lies in object storage, in upper case.
     * @example MP4
     * @enum {string}
     */
    ObsFileType:
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
      | 'HLS'
      | 'RMVB'
      | 'WEBM'
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
     * Place of an asset
     * Format: int32
     * @description Where the asset is kept: 0 copied into a bucket of VOD, the default, 1 in a bucket of yours.
     * @example 0
     * @enum {integer}
     */
    StorageMode: 0 | 1;
    /**
     * Object to take in
     * @description A file that lies in a bucket of your own, and what is to be done with it.
     */
    PublishAssetFromObsRequest: {
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0201.html */
      video_type: components['schemas']['ObsFileType'];
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0201.html */
      title: components['schemas']['AssetTitle'];
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0201.html */
      description?: components['schemas']['AssetDescription'];
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0201.html */
      category_id?: components['schemas']['CategoryId'];
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0201.html */
      tags?: components['schemas']['AssetTags'];
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0201.html */
      auto_publish?: components['schemas']['AutoPublish'];
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0201.html */
      template_group_name?: components['schemas']['TemplateGroupName'];
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0201.html */
      auto_encrypt?: components['schemas']['AutoEncrypt'];
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0201.html */
      auto_preheat?: components['schemas']['AutoPreheat'];
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0201.html */
      thumbnail?: components['schemas']['Thumbnail'];
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0201.html */
      review?: components['schemas']['Review'];
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0201.html */
      workflow_name?: components['schemas']['WorkflowName'];
      /**
       * @description The file. Its bucket has to be in the region of VOD, and VOD has to be allowed to read it.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0201.html
       */
      input: components['schemas']['ObjectAddress'];
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0201.html */
      storage_mode?: components['schemas']['StorageMode'];
      /**
       * @description The bucket for the outputs. Required when `storage_mode` is 1.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0201.html
       * @example my-media
       */
      output_bucket?: string;
      /**
       * @description The folder for the outputs. Required when `storage_mode` is 1.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0201.html
       * @example outputs/ode-to-joy
       */
      output_path?: string;
    };
    /**
     * Object taken in
     * @description The new asset. Taking the file in goes on after this answer.
     */
    PublishAssetFromObsResponse: {
      /**
       * @description The id of the new asset. The official SDKs type it as optional.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0201.html
       * @example 3e1cd21131a94525be55acf65888bf46
       */
      asset_id: components['schemas']['AssetId'];
    };
    /**
     * State of an asset
     * @description A state by which `showAssetMeta` finds assets.
     * @example CREATED
     * @enum {string}
     */
    AssetState:
      | 'UNCREATED'
      | 'DELETED'
      | 'CANCELLED'
      | 'SERVER_ERROR'
      | 'UPLOAD_FAILED'
      | 'CREATING'
      | 'PUBLISHED'
      | 'WAITING_TRANSCODE'
      | 'TRANSCODING'
      | 'TRANSCODE_FAILED'
      | 'TRANSCODE_SUCCEED'
      | 'CREATED';
    /**
     * Published or not
     * @description `PUBLISHED`: published. `CREATED`: there, and not published.
     * @example CREATED
     * @enum {string}
     */
    AssetPublication: 'PUBLISHED' | 'CREATED';
    /**
     * Playable output
     * @description One file that can be played.
     */
    PlayInfo: {
      /**
       * @description How the file is delivered, `hls`, `dash` or `mp4`; compare without case.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0022.html
       * @example hls
       */
      play_type?: string;
      /**
       * @description The id of the template, or of its group.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0022.html
       * @example 8a1f0c3e5d7b49a2b6c4e9f0d1a27358
       */
      group_id?: string;
      /**
       * @description The name of the template group.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0022.html
       * @example web_hd
       */
      group_name?: string;
      /**
       * Format: uri
       * @description Where the file is.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0022.html
       * @example https://1234.cdn-vod.huaweicloud.com/asset/3e1cd21131a94525be55acf65888bf46/play_video/9f2c_1_1280X720.m3u8
       */
      url?: string;
      /**
       * Format: int32
       * @description 1 when the file is encrypted, 0 when it is not.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0022.html
       * @example 0
       */
      encrypted?: number;
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0022.html */
      meta_data?: components['schemas']['MetaData'];
    };
    /**
     * Asset with its outputs
     * @description One asset as `showAssetMeta`, `publishAssets` and `unpublishAssets` answer it.
     */
    AssetInfo: {
      /**
       * @description The id of the asset.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0022.html
       * @example 3e1cd21131a94525be55acf65888bf46
       */
      asset_id?: components['schemas']['AssetId'];
      /**
       * @description Where the asset stands: `UNCREATED`, `DELETED`, `CANCELLED`, `SERVER_ERROR`, `UPLOAD_FAILED`, `CREATING`,
       *     `PUBLISHED`, `WAITING_TRANSCODE`, `TRANSCODING`, `TRANSCODE_FAILED`, `TRANSCODE_SUCCEED`, `CREATED`, `NO_ASSET`,
       *     `DELETING`, `DELETE_FAILED`, `OBS_CREATING`, `OBS_CREATE_FAILED` or `OBS_CREATE_SUCCESS`. None of them is about
       *     an extraction. **Unsettled:** samples spell an unknown asset `NOASSET`, or `UNCREATED` after a space, so trim
       *     the text and expect other values.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0022.html
       * @example PUBLISHED
       */
      status?: string;
      /**
       * @description A word on the status, or the reason of a failure, which may name an error code such as VOD.100021010. Not
       *     the description that you gave: that is in `base_info`.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0022.html
       * @example no asset
       */
      description?: string;
      /**
       * @description Whether the asset is transcoded in several ways.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0022.html
       * @example false
       */
      is_multi_transcode?: boolean;
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0022.html */
      base_info?: components['schemas']['BaseInfo'];
      /**
       * @description The files that can be played. A transcoding to n qualities makes n rows for MP4, and n + 1 for HLS or DASH.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0022.html
       * @example []
       */
      play_info_array?: components['schemas']['PlayInfo'][];
    };
    /**
     * Page of assets with their outputs
     * @description The assets of one page.
     */
    ShowAssetMetaResponse: {
      /**
       * @description The assets; the newest first in the published samples.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0022.html
       * @example [
       *       {
       *         "asset_id": "3e1cd21131a94525be55acf65888bf46",
       *         "status": "PUBLISHED"
       *       }
       *     ]
       */
      asset_info_array?: components['schemas']['AssetInfo'][];
      /**
       * Format: int32
       * @description 1 when there are more assets than this page shows, 0 when it shows the rest.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0022.html
       * @example 0
       */
      is_truncated?: number;
      /**
       * Format: int32
       * @description How many assets the filter finds. Counting ends at 20,000.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0022.html
       * @example 2
       */
      total?: number;
    };
    /**
     * What to change
     * @description An asset, and what is to be changed of it. What is absent stays as it is, in the likely reading.
     */
    UpdateAssetMetaRequest: {
      /**
       * @description The id of the asset.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0023.html
       * @example b6f1c4d2a97e4f0c8d35e21f7a90cc14
       */
      asset_id: components['schemas']['AssetId'];
      /**
       * @description The new title, at most 128 bytes of UTF-8.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0023.html
       * @example Ode to Joy (audio)
       */
      title?: components['schemas']['AssetTitle'];
      /**
       * @description The new description, at most 1024 bytes of UTF-8. Cannot be changed for an extracted audio.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0023.html
       * @example The sample video of this project
       */
      description?: components['schemas']['AssetDescription'];
      /**
       * @description The id of the new category; -1 is the system's category "Other".
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0023.html
       */
      category_id?: components['schemas']['CategoryId'];
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0023.html */
      tags?: components['schemas']['AssetTags'];
    };
    /**
     * State of an asset in a list
     * @description A state by which `listAssetList` finds assets, be it of the asset or of a task on it.
     * @example CREATED
     * @enum {string}
     */
    AssetListState:
      | 'CREATING'
      | 'FAILED'
      | 'CREATED'
      | 'PUBLISHED'
      | 'WAITING_TRANSCODE'
      | 'TRANSCODING'
      | 'TRANSCODE_SUCCEED'
      | 'TRANSCODE_FAILED'
      | 'THUMBNAILING'
      | 'THUMBNAIL_SUCCEED'
      | 'THUMBNAIL_FAILED'
      | 'UN_REVIEW'
      | 'REVIEWING'
      | 'REVIEW_SUSPICIOUS'
      | 'REVIEW_PASSED'
      | 'REVIEW_FAILED'
      | 'REVIEW_BLOCKED';
    /**
     * Order of a list
     * @description `asc`: the oldest first. `desc`: the newest first.
     * @example desc
     * @enum {string}
     */
    SortOrder: 'asc' | 'desc';
    /**
     * State of an asset in a list
     * @description `CREATING`: the file is on its way. `FAILED`: it did not arrive. `CREATED`: it is there.
     *     `PUBLISHED`: published: anyone with the URL can play it (**Unsettled**). `DELETED`: it is gone.
     * @example CREATED
     * @enum {string}
     */
    AssetStatus: 'CREATING' | 'FAILED' | 'CREATED' | 'PUBLISHED' | 'DELETED';
    /**
     * Asset in a list
     * @description One asset in short.
     */
    AssetSummary: {
      /**
       * @description The id of the asset.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0203.html
       * @example b6f1c4d2a97e4f0c8d35e21f7a90cc14
       */
      asset_id: components['schemas']['AssetId'];
      /**
       * @description The title.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0203.html
       * @example Ode to Joy
       */
      title: string;
      /**
       * @description The description.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0203.html
       * @example The sample video of this project
       */
      description?: string;
      /**
       * Format: int32
       * @description The length in whole seconds.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0203.html
       * @example 10
       */
      duration: number;
      /**
       * Format: int64
       * @description The length in milliseconds.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0203.html
       * @example 10240
       */
      duration_ms?: number;
      /**
       * Format: int64
       * @description The size of the file in bytes.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0203.html
       * @example 163840
       */
      size: number;
      /**
       * Format: uri
       * @description The URL of the original file.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0203.html
       * @example https://1234.cdn-vod.huaweicloud.com/asset/b6f1c4d2a97e4f0c8d35e21f7a90cc14/77aa.mp3
       */
      original_url?: string;
      /**
       * @description The name of the category.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0203.html
       * @example Other
       */
      category?: string;
      /**
       * @description The cover images.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0203.html
       * @example []
       */
      covers?: components['schemas']['CoverInfo'][];
      /**
       * @description When the asset was created, in UTC, as `YYYYMMDDhhmmss`.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0203.html
       * @example 20261122102504
       */
      create_time?: components['schemas']['UtcTimestamp'];
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0203.html */
      asset_status: components['schemas']['AssetStatus'];
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0203.html */
      transcode_status?: components['schemas']['TranscodeStatus'];
      /**
       * @description Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0203.html
       * @example UN_THUMBNAIL
       */
      thumbnail_status?: components['schemas']['ThumbnailStatus'];
      /**
       * @description Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0203.html
       * @example UN_REVIEW
       */
      review_status?: components['schemas']['ReviewStatus'];
      /**
       * @description A word on how the last task went.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0203.html
       * @example asset_exec_desc:Asset meta is
       *     published;transcode_exec_desc:Transcode success;
       */
      exec_desc?: string;
      /**
       * @description The format of the file.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0203.html
       * @example MP3
       */
      media_type?: string;
    };
    /**
     * Page of assets
     * @description The assets of one page, in short.
     */
    ListAssetListResponse: {
      /**
       * Format: int32
       * @description How many assets the filter finds. Counting ends at 20,000.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0203.html
       * @example 2
       */
      total?: number;
      /**
       * @description The assets, by the time of their creation.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0203.html
       * @example [
       *       {
       *         "asset_id": "b6f1c4d2a97e4f0c8d35e21f7a90cc14",
       *         "title": "Ode to Joy",
       *         "duration": 10,
       *         "size": 163840,
       *         "asset_status": "CREATED"
       *       }
       *     ]
       */
      assets?: components['schemas']['AssetSummary'][];
    };
    /**
     * State of a task
     * @description `WAITING`: queued. `PROCESSING`: runs. `SUCCEED` and `FAILED` are final.
     * @example SUCCEED
     * @enum {string}
     */
    AssetTaskStatus: 'WAITING' | 'PROCESSING' | 'SUCCEED' | 'FAILED';
    /**
     * Progress of a transcoding
     * @description How far a transcoding is.
     */
    TranscodeInfoResult: {
      /**
       * @description The name of the template.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/ListAssetTaskInfo.html
       * @example web_hd
       */
      template_name?: string;
      /**
       * Format: int32
       * @description How far it is. **Unsettled:** the unit; percent is likely.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/ListAssetTaskInfo.html
       * @example 100
       */
      progress?: number;
      /**
       * @description When it started, likely by RFC 3339.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/ListAssetTaskInfo.html
       * @example 2026-11-22T10:25:05Z
       */
      start_time?: string;
      /**
       * Format: int32
       * @description The seconds that it waited; -1 when they are not known.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/ListAssetTaskInfo.html
       * @example 2
       */
      waiting_time?: number;
      /**
       * Format: int32
       * @description The seconds that it ran; -1 when they are not known.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/ListAssetTaskInfo.html
       * @example 36
       */
      process_time?: number;
    };
    /**
     * Task
     * @description One task on an asset.
     */
    AssetTask: {
      /**
       * @description The kind of the task, `TRANSCODE` or `THUMBNAIL`.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/ListAssetTaskInfo.html
       * @example TRANSCODE
       */
      type?: string;
      /**
       * @description The id of the asset.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/ListAssetTaskInfo.html
       * @example 3e1cd21131a94525be55acf65888bf46
       */
      asset_id?: components['schemas']['AssetId'];
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-vod/ListAssetTaskInfo.html */
      status?: components['schemas']['AssetTaskStatus'];
      /**
       * @description When the task was created, by RFC 3339, in UTC.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/ListAssetTaskInfo.html
       * @example 2026-11-22T10:25:03Z
       */
      create_time?: string;
      /**
       * @description When the task ended, likely in the same form.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/ListAssetTaskInfo.html
       * @example 2026-11-22T10:25:41Z
       */
      end_time?: string;
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-vod/ListAssetTaskInfo.html */
      transcode_result?: components['schemas']['TranscodeInfoResult'];
    };
    /**
     * Page of tasks
     * @description The tasks of one page.
     */
    ListAssetTaskInfoResponse: {
      /**
       * @description The tasks.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/ListAssetTaskInfo.html
       * @example [
       *       {
       *         "type": "TRANSCODE",
       *         "asset_id": "3e1cd21131a94525be55acf65888bf46",
       *         "status": "SUCCEED"
       *       }
       *     ]
       */
      results?: components['schemas']['AssetTask'][];
      /**
       * Format: int64
       * @description How many tasks the filter finds.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/ListAssetTaskInfo.html
       * @example 1
       */
      count?: number;
      /**
       * @description The `marker` of the next page. **Unsettled:** whether it is absent or empty on the last page.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/ListAssetTaskInfo.html
       * @example
       */
      next_marker?: string;
    };
    /**
     * Assets to publish or to withdraw
     * @description The assets of the call.
     */
    PublishAssetsRequest: {
      /**
       * @description The ids of the assets, in spite of the singular. **Unsettled:** how many a call may have; too many are refused
       *     with VOD.10137.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0020.html
       * @example [
       *       "b6f1c4d2a97e4f0c8d35e21f7a90cc14"
       *     ]
       */
      asset_id: components['schemas']['AssetId'][];
    };
    /**
     * Assets published
     * @description What became of each asset of the call. Look at each `status`, since a 200 may hold failures.
     */
    PublishAssetsResponse: {
      /**
       * @description A row for each asset.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0020.html
       * @example [
       *       {
       *         "asset_id": "b6f1c4d2a97e4f0c8d35e21f7a90cc14",
       *         "status": "PUBLISHED"
       *       }
       *     ]
       */
      asset_info_array?: components['schemas']['AssetInfo'][];
    };
    /**
     * Assets withdrawn
     * @description What became of each asset of the call. Look at each `status`, since a 200 may hold failures.
     */
    UnpublishAssetsResponse: {
      /**
       * @description A row for each asset.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-vod/vod_04_0021.html
       * @example [
       *       {
       *         "asset_id": "b6f1c4d2a97e4f0c8d35e21f7a90cc14",
       *         "status": "CREATED"
       *       }
       *     ]
       */
      asset_info_array?: components['schemas']['AssetInfo'][];
    };
    /**
     * Way to log in
     * @description How the user proves who they are.
     * @example password
     * @enum {string}
     */
    AuthMethod: 'password';
    /**
     * Account of the user
     * @description The account to which the IAM user belongs.
     */
    PasswordUserDomain: {
      /**
       * @description The name of the account.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-iam/iam_30_0001.html
       * @example example-account
       */
      name: string;
    };
    /**
     * User and password
     * @description An IAM user. An account that logs in with a HUAWEI ID has to create one first.
     */
    PasswordUser: {
      /**
       * @description The name of the IAM user.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-iam/iam_30_0001.html
       * @example ode-to-joy-app
       */
      name: string;
      /**
       * Format: password
       * @description The password of the IAM user. Neither log it nor keep it in code.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-iam/iam_30_0001.html
       * @example not-a-real-password
       */
      password: string;
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-iam/iam_30_0001.html */
      domain: components['schemas']['PasswordUserDomain'];
    };
    /**
     * Password login
     * @description The user whose password is given.
     */
    PasswordCredential: {
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-iam/iam_30_0001.html */
      user: components['schemas']['PasswordUser'];
    };
    /**
     * Proof of identity
     * @description How the user proves who it is.
     */
    PasswordIdentity: {
      /**
       * @description The way of the proof, which is `password` alone.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-iam/iam_30_0001.html
       * @example [
       *       "password"
       *     ]
       */
      methods: components['schemas']['AuthMethod'][];
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-iam/iam_30_0001.html */
      password: components['schemas']['PasswordCredential'];
    };
    /**
     * Project of a token
     * @description The project, by its name or by its id. One of the two has to be there.
     */
    TokenScopeProject: {
      /**
       * @description The id of the project.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-iam/iam_30_0001.html
       * @example 0123456789abcdef0123456789abcdef
       */
      id?: string;
      /**
       * @description The name of the project. Each region has a project that has the region's name.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-iam/iam_30_0001.html
       * @example cn-north-4
       */
      name?: string;
    };
    /**
     * Scope of a token
     * @description For what the token is good. VOD needs a project; tokens for a whole account are not for VOD.
     */
    TokenScope: {
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-iam/iam_30_0001.html */
      project: components['schemas']['TokenScopeProject'];
    };
    /**
     * Login by password
     * @description The user, and the scope of the token.
     */
    PasswordAuth: {
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-iam/iam_30_0001.html */
      identity: components['schemas']['PasswordIdentity'];
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-iam/iam_30_0001.html */
      scope: components['schemas']['TokenScope'];
    };
    /**
     * Login
     * @description Who asks for a token, and for which project.
     */
    KeystoneCreateUserTokenByPasswordRequest: {
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-iam/iam_30_0001.html */
      auth: components['schemas']['PasswordAuth'];
    };
    /**
     * Service of the catalogue
     * @description One service that the token reaches. This document does not describe its members.
     */
    TokenCatalogEntry: Record<string, unknown>;
    /**
     * Account
     * @description An account.
     */
    TokenDomain: {
      /**
       * @description The id of the account.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-iam/iam_30_0001.html
       * @example fedcba9876543210fedcba9876543210
       */
      id?: string;
      /**
       * @description The name of the account.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-iam/iam_30_0001.html
       * @example example-account
       */
      name?: string;
    };
    /**
     * Project of an issued token
     * @description The project for which the token is good.
     */
    TokenProject: {
      /**
       * @description The id of the project, the `project_id` of every VOD operation.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-iam/iam_30_0001.html
       * @example 0123456789abcdef0123456789abcdef
       */
      id: string;
      /**
       * @description The name of the project.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-iam/iam_30_0001.html
       * @example cn-north-4
       */
      name?: string;
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-iam/iam_30_0001.html */
      domain?: components['schemas']['TokenDomain'];
    };
    /**
     * Role
     * @description Something that the user may do.
     */
    TokenRole: {
      /**
       * @description The id of the role.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-iam/iam_30_0001.html
       * @example 0
       */
      id?: string;
      /**
       * @description The name of the role.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-iam/iam_30_0001.html
       * @example vod_adm
       */
      name?: string;
    };
    /**
     * User of a token
     * @description The IAM user to whom the token was issued.
     */
    TokenUser: {
      /**
       * @description The id of the user.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-iam/iam_30_0001.html
       * @example 89abcdef0123456789abcdef01234567
       */
      id?: string;
      /**
       * @description The name of the user.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-iam/iam_30_0001.html
       * @example ode-to-joy-app
       */
      name?: string;
      /**
       * @description When the password ends; likely empty when it does not.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-iam/iam_30_0001.html
       * @example
       */
      password_expires_at?: string;
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-iam/iam_30_0001.html */
      domain?: components['schemas']['TokenDomain'];
    };
    /**
     * Facts of a token
     * @description The life of the token, its project and its user.
     */
    TokenResult: {
      /**
       * @description The services that the token reaches; left out when the call had `nocatalog`.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-iam/iam_30_0001.html
       * @example []
       */
      catalog?: components['schemas']['TokenCatalogEntry'][];
      /**
       * Format: date-time
       * @description When the token ends, 24 hours after its issue. Get the next one some time before.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-iam/iam_30_0001.html
       * @example 2026-11-23T10:25:00.701000Z
       */
      expires_at: string;
      /**
       * Format: date-time
       * @description When the token was issued.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-iam/iam_30_0001.html
       * @example 2026-11-22T10:25:00.701000Z
       */
      issued_at?: string;
      /**
       * @description How the user proved who it is.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-iam/iam_30_0001.html
       * @example [
       *       "password"
       *     ]
       */
      methods?: string[];
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-iam/iam_30_0001.html */
      project?: components['schemas']['TokenProject'];
      /**
       * @description What the user may do.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-iam/iam_30_0001.html
       * @example [
       *       {
       *         "id": "0",
       *         "name": "vod_adm"
       *       }
       *     ]
       */
      roles?: components['schemas']['TokenRole'][];
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-iam/iam_30_0001.html */
      user?: components['schemas']['TokenUser'];
    };
    /**
     * Token issued
     * @description What the token is good for. The token itself is in the header `X-Subject-Token`.
     */
    KeystoneCreateUserTokenByPasswordResponse: {
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-iam/iam_30_0001.html */
      token: components['schemas']['TokenResult'];
    };
    /**
     * What went wrong in IAM
     * @description The status again, in figures and words, and a text.
     */
    IamErrorDetail: {
      /**
       * Format: int32
       * @description The HTTP status.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-iam/iam_30_0001.html
       * @example 401
       */
      code: number;
      /**
       * @description A text for people, which may change. Never compare it.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-iam/iam_30_0001.html
       * @example The username or password is wrong.
       */
      message: string;
      /**
       * @description The name of the status.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-iam/iam_30_0001.html
       * @example Unauthorized
       */
      title?: string;
    };
    /**
     * Error of IAM
     * @description The body of an error of IAM. The `/v3` operations answer `error`; newer operations of IAM answer `error_code` and
     *     `error_msg` as VOD does. Be ready for both.
     */
    IamErrorResponse: {
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-iam/iam_30_0001.html */
      error?: components['schemas']['IamErrorDetail'];
      /**
       * @description What went wrong, in the newer shape; see the error catalogue.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-iam/iam_30_0001.html
       * @example IAM.0012
       */
      error_code?: string;
      /**
       * @description A text for people, in the newer shape. It may change, so never compare it.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-iam/iam_30_0001.html
       * @example The throttling threshold has been reached. Threshold: 100 times per 60 seconds
       */
      error_msg?: string;
    };
    /**
     * Link to itself
     * @description Where the project can be read.
     */
    SelfLink: {
      /**
       * Format: uri
       * @description The address of the project.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-iam/iam_06_0001.html
       * @example https://iam.cn-north-4.myhuaweicloud.com/v3/projects/0123456789abcdef0123456789abcdef
       */
      self?: string;
    };
    /**
     * Project
     * @description One project.
     */
    ProjectResult: {
      /**
       * @description The id of the project, the `project_id` of every VOD operation.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-iam/iam_06_0001.html
       * @example 0123456789abcdef0123456789abcdef
       */
      id: string;
      /**
       * @description The name of the project.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-iam/iam_06_0001.html
       * @example cn-north-4
       */
      name: string;
      /**
       * @description The id of the account.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-iam/iam_06_0001.html
       * @example fedcba9876543210fedcba9876543210
       */
      domain_id?: string;
      /**
       * @description The id of the project above; of a region's own project, the id of the account.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-iam/iam_06_0001.html
       * @example fedcba9876543210fedcba9876543210
       */
      parent_id?: string;
      /**
       * @description Whether the project can be used.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-iam/iam_06_0001.html
       * @example true
       */
      enabled?: boolean;
      /**
       * @description Whether the row is an account; false for a project.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-iam/iam_06_0001.html
       * @example false
       */
      is_domain?: boolean;
      /**
       * @description The description.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-iam/iam_06_0001.html
       * @example
       */
      description?: string;
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-iam/iam_06_0001.html */
      links?: components['schemas']['SelfLink'];
    };
    /**
     * Links of a page
     * @description Where this page and its neighbours can be read.
     */
    PageLinks: {
      /**
       * Format: uri
       * @description The address of this page.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-iam/iam_06_0001.html
       * @example https://iam.cn-north-4.myhuaweicloud.com/v3/projects
       */
      self?: string;
      /**
       * Format: uri
       * @description The address of the page before; `null` when there is none.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-iam/iam_06_0001.html
       * @example null
       */
      previous?: string | null;
      /**
       * Format: uri
       * @description The address of the page after; `null` when there is none.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-iam/iam_06_0001.html
       * @example null
       */
      next?: string | null;
    };
    /**
     * Projects
     * @description The projects of one page.
     */
    KeystoneListProjectsResponse: {
      /**
       * @description The projects. With `name` set to a region, the one row is the project of that region.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/api-iam/iam_06_0001.html
       * @example [
       *       {
       *         "id": "0123456789abcdef0123456789abcdef",
       *         "name": "cn-north-4"
       *       }
       *     ]
       */
      projects: components['schemas']['ProjectResult'][];
      /** @description Source: https://support.huaweicloud.com/intl/en-us/api-iam/iam_06_0001.html */
      links?: components['schemas']['PageLinks'];
    };
    /**
     * Event status
     * @description How the task of the event ended.
     * @example SUCCEED
     * @enum {string}
     */
    EventStatus: 'SUCCEED' | 'FAILED';
    /**
     * Metadata of a transcoding output, in an event
     * @description What the transcoding event tells of a file, spelt as in the published sample. **Unsettled:** the table beside it has
     *     `size`, `bit_rate`, `frame_rate` and `height`; read these, too. In the sample's master playlist all numbers are 0.
     */
    TranscodeEventMetaData: {
      /**
       * Format: int32
       * @description The delivery type; 0 in the published sample.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @example 0
       */
      play_type?: number;
      /**
       * @description The container, such as `TS` or `MP4`. In the table only.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @example TS
       */
      pack_type?: string;
      /**
       * @description The codec of the picture. Spelt `H_264` in the sample, unlike everywhere else.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @example H_264
       */
      codec?: string;
      /**
       * Format: int64
       * @description The length in seconds.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @example 10
       */
      duration?: number;
      /**
       * Format: int64
       * @description The size in bytes.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @example 1048576
       */
      videoSize?: number;
      /**
       * Format: int64
       * @description The width of the picture in pixels.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @example 1280
       */
      width?: number;
      /**
       * Format: int64
       * @description The height of the picture in pixels, misspelt so.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @example 720
       */
      hight?: number;
      /**
       * Format: int64
       * @description The average bit rate. **Unsettled:** the unit; it fits kbit/s.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @example 838
       */
      bitRate?: number;
      /**
       * Format: int64
       * @description In the sample it is 1. **Unsettled:** pictures per second, or an index that older texts
       *     describe.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @example 1
       */
      frameRate?: number;
      /**
       * @description The definition of the picture once more, as in the output itself.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @example HD
       */
      quality?: string;
    };
    /**
     * Transcoding output, in an event
     * @description One file that a transcoding made.
     */
    TranscodeEventOutput: {
      /**
       * @description How the file is delivered: `HLS`, `DASH` or `MP4`. **Unsettled:** the sample is in upper case, the table in
       *     lower case.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @example HLS
       */
      play_type: string;
      /**
       * Format: uri
       * @description Where the file is, or the playlist.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @example https://1234.cdn-vod.huaweicloud.com/asset/3e1cd21131a94525be55acf65888bf46/play_video/index.m3u8
       */
      url: string;
      /**
       * Format: int32
       * @description Whether the stream is encrypted, `1`, or not, `0`.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @example 0
       */
      encrypted?: number;
      /**
       * @description The definition of the picture: `FLUENT`, `SD`, `HD` or `FULL_HD`. The sample's master playlist has none.
       *     **Unsettled:** whether `2K` and `4K`, which templates offer, occur here.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @example HD
       */
      quality?: string;
      /** @description Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html */
      meta_data: components['schemas']['TranscodeEventMetaData'];
    };
    /**
     * Transcoding, in an event
     * @description How a transcoding, with its encryption if there was one, ended.
     */
    TranscodeEventInfo: {
      /**
       * @description The id of the asset that was transcoded; its outputs get none of their own.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @example 3e1cd21131a94525be55acf65888bf46
       */
      asset_id: components['schemas']['AssetId'];
      /** @description Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html */
      status: components['schemas']['EventStatus'];
      /**
       * @description The name of the template group, spelt as in the published sample. **Unsettled:** the table beside it spells it
       *     `template_group_name`; read that, too.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @example web_hd
       */
      templateGroupName?: string;
      /**
       * @description The files that were made, after a success. HLS and DASH have one entry for the master playlist and one for
       *     each rendition; MP4 has one for each file.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @example []
       */
      output?: components['schemas']['TranscodeEventOutput'][];
      /**
       * @description Why it failed. Only after a failure. **Unsettled:** which codes occur.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @example VOD.10092
       */
      error_code?: string;
      /**
       * @description Why it failed, for people. Only after a failure; it may be the text `null`.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @example Transcoding failed.
       */
      error_msg?: string;
    };
    /**
     * transcodeComplete
     * @description The event that ends a transcoding.
     * @example {
     *       "event_type": "transcodeComplete",
     *       "transcode_info": {
     *         "asset_id": "3e1cd21131a94525be55acf65888bf46",
     *         "status": "SUCCEED",
     *         "templateGroupName": "web_hd",
     *         "output": [
     *           {
     *             "play_type": "HLS",
     *             "url": "https://1234.cdn-vod.huaweicloud.com/asset/3e1cd21131a94525be55acf65888bf46/play_video/index.m3u8",
     *             "encrypted": 0,
     *             "meta_data": {
     *               "play_type": 0,
     *               "codec": "H_264",
     *               "duration": 0,
     *               "videoSize": 0,
     *               "width": 0,
     *               "hight": 0,
     *               "bitRate": 0,
     *               "frameRate": 0
     *             }
     *           },
     *           {
     *             "play_type": "HLS",
     *             "url": "https://1234.cdn-vod.huaweicloud.com/asset/3e1cd21131a94525be55acf65888bf46/play_video/9f2c_1_1280X720.m3u8",
     *             "encrypted": 0,
     *             "quality": "HD",
     *             "meta_data": {
     *               "play_type": 0,
     *               "codec": "H_264",
     *               "duration": 10,
     *               "videoSize": 1048576,
     *               "width": 1280,
     *               "hight": 720,
     *               "bitRate": 838,
     *               "frameRate": 1,
     *               "quality": "HD"
     *             }
     *           }
     *         ]
     *       }
     *     }
     */
    TranscodeCompleteEvent: {
      /**
       * @description The type of the event. An older table writes it with a capital first letter; compare without case.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @enum {string}
       */
      event_type: 'transcodeComplete';
      /** @description Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html */
      transcode_info: components['schemas']['TranscodeEventInfo'];
    };
    /**
     * Snapshot, in an event
     * @description One picture of a video.
     */
    ThumbnailEventPicture: {
      /**
       * Format: int32
       * @description The moment that it shows, in seconds from the start.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @example 5
       */
      offset: number;
      /**
       * Format: uri
       * @description Where the picture is.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @example https://1234.cdn-vod.huaweicloud.com/asset/3e1cd21131a94525be55acf65888bf46/snapshot/sample/5.jpg
       */
      url: string;
    };
    /**
     * Snapshots, in an event
     * @description How the taking of snapshots ended.
     */
    ThumbnailEventInfo: {
      /**
       * @description The id of the video that the snapshots show.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @example 3e1cd21131a94525be55acf65888bf46
       */
      asset_id: components['schemas']['AssetId'];
      /** @description Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html */
      status: components['schemas']['EventStatus'];
      /**
       * @description The snapshots that were taken at intervals. Only after a success.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @example []
       */
      sample?: components['schemas']['ThumbnailEventPicture'][];
      /**
       * @description The snapshots that were taken at chosen moments. Only after a success.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @example []
       */
      dots?: components['schemas']['ThumbnailEventPicture'][];
      /**
       * @description Why it failed. Only after a failure. **Unsettled:** which codes occur.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @example VOD.10104
       */
      error_code?: string;
      /**
       * @description Why it failed, for people. Only after a failure; it may be the text `null`.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @example The snapshot task failed.
       */
      error_msg?: string;
    };
    /**
     * thumbnailComplete
     * @description The event that ends the taking of snapshots.
     * @example {
     *       "event_type": "thumbnailComplete",
     *       "thumbnail_info": {
     *         "asset_id": "3e1cd21131a94525be55acf65888bf46",
     *         "status": "SUCCEED",
     *         "sample": [
     *           {
     *             "offset": 0,
     *             "url": "https://1234.cdn-vod.huaweicloud.com/asset/3e1cd21131a94525be55acf65888bf46/snapshot/sample/0.jpg"
     *           },
     *           {
     *             "offset": 5,
     *             "url": "https://1234.cdn-vod.huaweicloud.com/asset/3e1cd21131a94525be55acf65888bf46/snapshot/sample/5.jpg"
     *           }
     *         ],
     *         "dots": []
     *       }
     *     }
     */
    ThumbnailCompleteEvent: {
      /**
       * @description The type of the event. An older table writes it with a capital first letter; compare without case.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @enum {string}
       */
      event_type: 'thumbnailComplete';
      /** @description Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html */
      thumbnail_info: components['schemas']['ThumbnailEventInfo'];
    };
    /**
     * Verdict of a review, in an event
     * @description `BLOCK`: something must not be shown. `PASS`: nothing was found. `REVIEW`: a person has to look.
     *     **Unsettled:** the sample is in upper case, the table in lower case; compare without case.
     * @example PASS
     */
    ReviewEventVerdict: string;
    /**
     * Review of texts, in an event
     * @description What was found in the texts of the asset. Only after a success.
     */
    ReviewEventText: {
      /**
       * @description The verdict on the texts.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @example PASS
       */
      suggestion: components['schemas']['ReviewEventVerdict'];
      /**
       * @description The words about politics that were found. **Unsettled:** a text or a list; the table says list, the SDKs say
       *     text, and the sample has none.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @example []
       */
      politics?: unknown;
      /**
       * @description The obscene words that were found. **Unsettled:** a text or a list.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @example []
       */
      porn?: unknown;
      /**
       * @description The abusive words that were found. **Unsettled:** a text or a list.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @example []
       */
      abuse?: unknown;
    };
    /**
     * Label of a review, in an event
     * @description One thing that was looked for in a picture, and how likely it is there.
     */
    ReviewEventLabel: {
      /**
       * @description How likely it is, from 0 to 1, written as a **text**.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @example 0.9984
       */
      confidence: string;
      /**
       * @description What it is. `normal` stands for none of the others.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @example normal
       */
      label?: string;
    };
    /**
     * Review of a picture, in an event
     * @description What was found in a cover or in a snapshot of the video.
     */
    ReviewEventPicture: {
      /**
       * @description The verdict on this picture.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @example PASS
       */
      suggestion?: components['schemas']['ReviewEventVerdict'];
      /**
       * Format: int32
       * @description The moment that a snapshot shows, in seconds from the start. Without meaning for a cover.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @example 0
       */
      offset?: number;
      /**
       * Format: uri
       * @description Where the picture is.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @example https://1234.cdn-vod.huaweicloud.com/asset/3e1cd21131a94525be55acf65888bf46/cover/Cover0.jpg
       */
      url: string;
      /**
       * @description What was looked for under politics; a label names a person.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @example []
       */
      politics?: components['schemas']['ReviewEventLabel'][];
      /**
       * @description What was looked for under terrorism; a label names a thing, such as `knife`.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @example []
       */
      terrorism?: components['schemas']['ReviewEventLabel'][];
      /**
       * @description What was looked for under pornography; a label names a kind, such as `sexy`.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @example []
       */
      porn?: components['schemas']['ReviewEventLabel'][];
    };
    /**
     * Content review, in an event
     * @description How a content review ended, and what it found.
     */
    ReviewEventInfo: {
      /**
       * @description The id of the asset that was reviewed.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @example 3e1cd21131a94525be55acf65888bf46
       */
      asset_id: components['schemas']['AssetId'];
      /**
       * @description How the review as a task ended. Not its verdict, which is `suggestion`.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       */
      status: components['schemas']['EventStatus'];
      /**
       * @description The verdict on the whole: block when any part is blocked, pass when all parts pass, review otherwise. Only
       *     after a success.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @example PASS
       */
      suggestion?: components['schemas']['ReviewEventVerdict'];
      /** @description Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html */
      text?: components['schemas']['ReviewEventText'];
      /**
       * @description What was found in the covers. Only after a success.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @example []
       */
      cover?: components['schemas']['ReviewEventPicture'][];
      /**
       * @description What was found in the snapshots of the video. Only after a success.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @example []
       */
      video?: components['schemas']['ReviewEventPicture'][];
      /**
       * @description Why it failed. Only after a failure. **Unsettled:** which codes occur.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @example VOD.10105
       */
      error_code?: string;
      /**
       * @description Why it failed, for people. Only after a failure; it may be the text `null`.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @example The moderation task failed.
       */
      error_msg?: string;
    };
    /**
     * reviewComplete
     * @description The event that ends a content review.
     * @example {
     *       "event_type": "reviewComplete",
     *       "review_info": {
     *         "asset_id": "3e1cd21131a94525be55acf65888bf46",
     *         "status": "SUCCEED",
     *         "suggestion": "PASS",
     *         "text": {
     *           "suggestion": "PASS"
     *         },
     *         "cover": [
     *           {
     *             "suggestion": "PASS",
     *             "offset": 0,
     *             "url": "https://1234.cdn-vod.huaweicloud.com/asset/3e1cd21131a94525be55acf65888bf46/cover/Cover0.jpg",
     *             "politics": [],
     *             "terrorism": [
     *               {
     *                 "confidence": "0.0016",
     *                 "label": "crowd"
     *               },
     *               {
     *                 "confidence": "0.9984",
     *                 "label": "normal"
     *               }
     *             ],
     *             "porn": [
     *               {
     *                 "confidence": "0.9999",
     *                 "label": "normal"
     *               }
     *             ]
     *           }
     *         ],
     *         "video": [
     *           {
     *             "suggestion": "PASS",
     *             "offset": 0,
     *             "url": "https://1234.cdn-vod.huaweicloud.com/asset/3e1cd21131a94525be55acf65888bf46/snapshot/sample/0.jpg",
     *             "politics": [],
     *             "terrorism": [
     *               {
     *                 "confidence": "0.0016",
     *                 "label": "crowd"
     *               },
     *               {
     *                 "confidence": "0.9984",
     *                 "label": "normal"
     *               }
     *             ],
     *             "porn": [
     *               {
     *                 "confidence": "0.9999",
     *                 "label": "normal"
     *               }
     *             ]
     *           }
     *         ]
     *       }
     *     }
     */
    ReviewCompleteEvent: {
      /**
       * @description The type of the event. An older table writes it with a capital first letter; compare without case.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @enum {string}
       */
      event_type: 'reviewComplete';
      /** @description Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html */
      review_info: components['schemas']['ReviewEventInfo'];
    };
    /**
     * Creation, in an event
     * @description How the creation of a media asset ended.
     */
    CreateEventInfo: {
      /**
       * @description The id of the new asset.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @example 3e1cd21131a94525be55acf65888bf46
       */
      asset_id: components['schemas']['AssetId'];
      /** @description Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html */
      status: components['schemas']['EventStatus'];
      /**
       * @description The title of the asset. Documented for successes.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @example Ode to Joy
       */
      title?: string;
      /**
       * Format: uri
       * @description Where the file is. Only after a success.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @example https://1234.cdn-vod.huaweicloud.com/asset/3e1cd21131a94525be55acf65888bf46/9f2c.mp4
       */
      url?: string;
      /** @description Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html */
      meta_data?: components['schemas']['MetaData'];
      /**
       * @description Who created the asset, it seems. **Unsettled:** only the published sample has it.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @example ludwig
       */
      user_name?: string;
      /**
       * @description Why it failed. Only after a failure. **Unsettled:** which codes occur.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @example VOD.10051
       */
      error_code?: string;
      /**
       * @description Why it failed, for people. Only after a failure; it may be the text `null`.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @example Internal system error.
       */
      error_msg?: string;
    };
    /**
     * createComplete
     * @description The event that ends the creation of a media asset.
     * @example {
     *       "event_type": "createComplete",
     *       "create_info": {
     *         "status": "SUCCEED",
     *         "title": "Ode to Joy",
     *         "url": "https://1234.cdn-vod.huaweicloud.com/asset/3e1cd21131a94525be55acf65888bf46/9f2c.mp4",
     *         "asset_id": "3e1cd21131a94525be55acf65888bf46",
     *         "user_name": "ludwig",
     *         "meta_data": {
     *           "play_type": 0,
     *           "pack_type": "MP4",
     *           "codec": "UNKNOWN",
     *           "duration": 0,
     *           "video_size": 0,
     *           "width": 0,
     *           "hight": 0,
     *           "bit_rate": 0,
     *           "frame_rate": 0
     *         }
     *       }
     *     }
     */
    CreateCompleteEvent: {
      /**
       * @description The type of the event. An older table writes it with a capital first letter; compare without case.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @enum {string}
       */
      event_type: 'createComplete';
      /** @description Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html */
      create_info: components['schemas']['CreateEventInfo'];
    };
    /**
     * Extraction
     * @description How an extraction ended.
     */
    AudioExtractInfo: {
      /**
       * @description The id of the **new audio asset**, the `audio_asset_id` of the 202; not the id of the video.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @example b6f1c4d2a97e4f0c8d35e21f7a90cc14
       */
      asset_id: components['schemas']['AssetId'];
      /**
       * @description Whether there is an audio file now.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @example SUCCEED
       */
      status: components['schemas']['EventStatus'];
      /**
       * @description The title of the audio asset, equal to the title of its video. Documented for successes.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @example Ode to Joy
       */
      title?: string;
      /**
       * Format: uri
       * @description Where the audio is. Only after a success.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @example https://1234.cdn-vod.huaweicloud.com/asset/b6f1c4d2a97e4f0c8d35e21f7a90cc14/77aa.mp3
       */
      url?: string;
      /**
       * @description What was read from the audio. Only after a success.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       */
      meta_data?: components['schemas']['MetaData'];
      /**
       * @description Why it failed. Only after a failure. **Unsettled:** which codes occur; no sample is published.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @example VOD.10063
       */
      error_code?: string;
      /**
       * @description Why it failed, for people. Only after a failure; the text `null` has been seen in another event.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @example The media type is not supported.
       */
      error_msg?: string;
    };
    /**
     * audioExtractComplete
     * @description The event that ends an extraction.
     * @example {
     *       "event_type": "audioExtractComplete",
     *       "audio_extract_info": {
     *         "status": "SUCCEED",
     *         "title": "Ode to Joy",
     *         "url": "https://1234.cdn-vod.huaweicloud.com/asset/b6f1c4d2a97e4f0c8d35e21f7a90cc14/77aa.mp3",
     *         "asset_id": "b6f1c4d2a97e4f0c8d35e21f7a90cc14",
     *         "meta_data": {
     *           "play_type": 0,
     *           "pack_type": "MP3",
     *           "codec": "UNKNOWN",
     *           "duration": 10,
     *           "video_size": 0,
     *           "width": 0,
     *           "hight": 0,
     *           "bit_rate": 128,
     *           "frame_rate": 0
     *         }
     *       }
     *     }
     */
    AudioExtractCompleteEvent: {
      /**
       * @description The type of the event. An older table writes it with a capital first letter; compare without case.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @enum {string}
       */
      event_type: 'audioExtractComplete';
      /** @description Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html */
      audio_extract_info: components['schemas']['AudioExtractInfo'];
    };
    /**
     * Kind of cover, in an event
     * @description What the cover was made from, `HEAD_FRAME_COVER` being the first picture of the video.
     * @example HEAD_FRAME_COVER
     * @enum {string}
     */
    CoverEventType: 'HEAD_FRAME_COVER';
    /**
     * Cover, in an event
     * @description How the making of a cover ended. The table has `title` and `cover_type` for both outcomes, and so has the one
     *     published sample, a failure.
     */
    CoverEventInfo: {
      /**
       * @description The id of the video that the cover is for.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @example 3e1cd21131a94525be55acf65888bf46
       */
      asset_id: components['schemas']['AssetId'];
      /** @description Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html */
      status: components['schemas']['EventStatus'];
      /**
       * @description The title of the video.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @example Ode to Joy
       */
      title?: string;
      /** @description Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html */
      cover_type?: components['schemas']['CoverEventType'];
      /**
       * @description Why it failed. Only after a failure. **Unsettled:** which codes occur.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @example VOD.10013
       */
      error_code?: string;
      /**
       * @description Why it failed, for people. Only after a failure; it may be the text `null`.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @example null
       */
      error_msg?: string;
    };
    /**
     * coverComplete
     * @description The event that ends the making of a cover.
     * @example {
     *       "event_type": "coverComplete",
     *       "cover_info": {
     *         "status": "SUCCEED",
     *         "title": "Ode to Joy",
     *         "asset_id": "3e1cd21131a94525be55acf65888bf46",
     *         "cover_type": "HEAD_FRAME_COVER"
     *       }
     *     }
     */
    CoverCompleteEvent: {
      /**
       * @description The type of the event. An older table writes it with a capital first letter; compare without case.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @enum {string}
       */
      event_type: 'coverComplete';
      /** @description Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html */
      cover_info: components['schemas']['CoverEventInfo'];
    };
    /**
     * Address of a parsed file, in an event
     * @description Where the source lies, when it lies in a bucket of your own. Its name is spelt in camel case. **Unsettled:** its
     *     members; `bucket`, `location` and `object` are likely.
     */
    ParseEventFileAddr: {
      [key: string]: unknown;
    };
    /**
     * Metadata of a parsed file, in an event
     * @description What was read from the file. **Unsettled:** whether a failure has it; a page of 2023 denies it, later ones do not
     *     say.
     */
    ParseEventMetaData: {
      /**
       * @description The codec of the sound.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @example AAC
       */
      audio_codec?: string;
      /**
       * Format: int64
       * @description The bit rate of the sound. **Unsettled:** the unit, likely kbit/s.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @example 126
       */
      audio_bit_rate?: number;
      /**
       * Format: int64
       * @description The sample rate of the sound, it seems in Hz. **Unsettled:** only the published sample has it.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @example 48000
       */
      sample?: number;
    } & components['schemas']['MetaData'];
    /**
     * Parsing, in an event
     * @description How the parsing of a media file ended, and what it found.
     */
    ParseEventInfo: {
      /**
       * @description The id of the asset whose file was parsed.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @example 3e1cd21131a94525be55acf65888bf46
       */
      asset_id: components['schemas']['AssetId'];
      /** @description Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html */
      status: components['schemas']['EventStatus'];
      /**
       * Format: uri
       * @description Where the file is. **Unsettled:** whether a failure has it; a page of 2023 denies it, later ones do not say.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @example https://1234.cdn-vod.huaweicloud.com/asset/3e1cd21131a94525be55acf65888bf46/9f2c.mp4
       */
      original_url?: string;
      /** @description Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html */
      fileAddr?: components['schemas']['ParseEventFileAddr'];
      /** @description Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html */
      meta_data?: components['schemas']['ParseEventMetaData'];
      /**
       * @description Why it failed. Only after a failure. **Unsettled:** which codes occur.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @example VOD.10051
       */
      error_code?: string;
      /**
       * @description Why it failed, for people. Only after a failure; it may be the text `null`.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @example Internal system error.
       */
      error_msg?: string;
    };
    /**
     * parseComplete
     * @description The event that ends the parsing of a media file.
     * @example {
     *       "event_type": "parseComplete",
     *       "parse_info": {
     *         "status": "SUCCEED",
     *         "asset_id": "3e1cd21131a94525be55acf65888bf46",
     *         "meta_data": {
     *           "play_type": 0,
     *           "pack_type": "MP4",
     *           "codec": "H.264",
     *           "audio_codec": "AAC",
     *           "audio_bit_rate": 126,
     *           "duration": 10,
     *           "video_size": 262144,
     *           "width": 640,
     *           "hight": 360,
     *           "bit_rate": 204,
     *           "frame_rate": 25,
     *           "audio_channels": 2,
     *           "sample": 48000
     *         },
     *         "original_url": "https://1234.cdn-vod.huaweicloud.com/asset/3e1cd21131a94525be55acf65888bf46/9f2c.mp4"
     *       }
     *     }
     */
    ParseCompleteEvent: {
      /**
       * @description The type of the event. An older table writes it with a capital first letter; compare without case.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @enum {string}
       */
      event_type: 'parseComplete';
      /** @description Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html */
      parse_info: components['schemas']['ParseEventInfo'];
    };
    /**
     * Event
     * @description What the `message` of an envelope holds, once it is decoded: one of seven events, told apart by
     *     `event_type`. Pages of 2020 had two more, `concatComplete` and `cutComplete`, which went with their API.
     *     **Unsettled:** what comes next; let an event pass whose type you do not know.
     */
    VodEvent:
      | components['schemas']['TranscodeCompleteEvent']
      | components['schemas']['ThumbnailCompleteEvent']
      | components['schemas']['ReviewCompleteEvent']
      | components['schemas']['CreateCompleteEvent']
      | components['schemas']['AudioExtractCompleteEvent']
      | components['schemas']['CoverCompleteEvent']
      | components['schemas']['ParseCompleteEvent'];
    /**
     * SMN notification
     * @description What SMN posts when VOD has published an event to the topic.
     *
     *     Signed is a text in UTF-8, of these members in this order:
     *     `message`, `message_id`, `subject` (left out when absent or empty), `timestamp`, `topic_urn` and `type`.
     *     Each of them gives its name, a line feed, its value and a line feed, the last one too.
     */
    SmnNotification: {
      /**
       * @description What this message is. The header `X-SMN-MESSAGE-TYPE` says the same, but is not signed.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @example Notification
       * @constant
       */
      type: 'Notification';
      /**
       * @description The event, as a JSON **text**. **Unsettled:** no page shows it inside this envelope; they only say that
       *     HTTP(S) subscribers get the JSON message.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @example {"event_type":"audioExtractComplete","audio_extract_info":{"status":"FAILED","asset_id":"b6f1c4d2a97e4f0c8d35e21f7a90cc14","error_code":"VOD.10063","error_msg":"The media type is not supported."}}
       */
      message: string;
      /**
       * @description The headline of the message. May be absent.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @example VOD
       */
      subject?: string;
      /**
       * @description The id of this message. Keep it for a while, to recognise a message that comes twice.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @example 5d0c86a1f2b94e7783ab0c1d52e6f904
       */
      message_id: string;
      /**
       * @description The topic that the message belongs to. Refuse one that is not yours.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @example urn:smn:cn-north-4:0123456789abcdef0123456789abcdef:vod-events
       */
      topic_urn: string;
      /**
       * Format: date-time
       * @description When the message was sent for the first time, in UTC. A repeat may come hours later, so tell an old message
       *     from a repeated one by its `message_id`.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @example 2026-11-22T10:25:06Z
       */
      timestamp: string;
      /**
       * Format: uri
       * @description A link that ends the subscription. It is **not signed**, and nothing but a person should follow it.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @example https://console.huaweicloud.com/smn/subscription/unsubscribe?subscription_urn=urn:smn:cn-north-4:0123456789abcdef0123456789abcdef:vod-events:8d21c4b7e6f05a3992b1d0c7e4f3a586
       */
      unsubscribe_url: string;
      /**
       * @description The signature, in base64.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @example FAKEFAKEFAKEFAKEFAKEFAKEFAKEFAKE
       */
      signature: string;
      /**
       * @description The version of the way to sign, `v1`; a text on the same page writes `V1`.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @example v1
       */
      signature_version: string;
      /**
       * Format: uri
       * @description Where the certificate (X.509, PEM) is whose key made the signature; no credentials are needed. Anyone can write
       *     an address here, so fetch it over https from a host that you expect, and follow no redirect. **Unsettled:** the
       *     host; the documents mask it, and `smn.{region}.myhuaweicloud.com` has been seen.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @example https://smn.cn-north-4.myhuaweicloud.com/smn/SMN_cn-north-4_0123456789abcdef0123456789abcdef.pem
       */
      signing_cert_url: string;
    };
    /**
     * MFS envelope
     * @description What VOD's own channel posts. The headers `auth_sign` and `auth_timestamp` sign it. **Unsettled:** whether it has
     *     other members.
     */
    MfsEnvelope: {
      /**
       * @description The event, as a JSON **text**. The signature is over exactly this text, so verify it before parsing, and
       *     do not serialise it anew.
       *
       *     Source: https://support.huaweicloud.com/usermanual-vod/vod_01_0053.html
       * @example {"event_type":"audioExtractComplete","audio_extract_info":{"status":"SUCCEED","title":"Ode to Joy","url":"https://1234.cdn-vod.huaweicloud.com/asset/b6f1c4d2a97e4f0c8d35e21f7a90cc14/77aa.mp3","asset_id":"b6f1c4d2a97e4f0c8d35e21f7a90cc14","meta_data":{"play_type":0,"pack_type":"MP3","codec":"UNKNOWN","duration":10,"video_size":0,"width":0,"hight":0,"bit_rate":128,"frame_rate":0}}}
       */
      message: string;
    };
    /**
     * Envelope of an event
     * @description The body of a callback, by either channel. SMN's has a `type`, `Notification`; MFS's is not known to have one.
     *     Either way the event is the text `message`.
     */
    EventEnvelope: components['schemas']['SmnNotification'] | components['schemas']['MfsEnvelope'];
    /**
     * SMN subscription confirmation
     * @description What SMN posts to an address that somebody subscribed to a topic: nothing else comes until it is confirmed.
     *
     *     Signed is a text in UTF-8, of these members in this order:
     *     `message`, `message_id`, `subscribe_url`, `timestamp`, `topic_urn` and `type`.
     *     Each of them gives its name, a line feed, its value and a line feed, the last one too.
     */
    SmnSubscriptionConfirmation: {
      /**
       * @description What this message is. The header `X-SMN-MESSAGE-TYPE` says the same, but is not signed.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/usermanual-smn/smn_ug_a9002.html
       * @example SubscriptionConfirmation
       * @constant
       */
      type: 'SubscriptionConfirmation';
      /**
       * @description A sentence for people. Not an event.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/usermanual-smn/smn_ug_a9002.html
       * @example You are invited to subscribe to the topic vod-events.
       */
      message: string;
      /**
       * @description The id of this message. Keep it for a while, to recognise a message that comes twice.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/usermanual-smn/smn_ug_a9002.html
       * @example 0a6e4c19d38b4f2597c1e2f0b7a8d365
       */
      message_id: string;
      /**
       * @description The topic that the message belongs to. Refuse one that is not yours.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/usermanual-smn/smn_ug_a9002.html
       * @example urn:smn:cn-north-4:0123456789abcdef0123456789abcdef:vod-events
       */
      topic_urn: string;
      /**
       * Format: date-time
       * @description When the message was sent for the first time, in UTC. A repeat may come hours later, so tell an old message
       *     from a repeated one by its `message_id`.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/usermanual-smn/smn_ug_a9002.html
       * @example 2026-11-22T10:25:06Z
       */
      timestamp: string;
      /**
       * Format: uri
       * @description Confirms the subscription: send it a GET within 48 hours. Anyone can write an address here, so do it only after
       *     the signature held, over https, and to a host that you expect. **Unsettled:** the host; the documents mask it.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/usermanual-smn/smn_ug_a9002.html
       * @example https://console.huaweicloud.com/smn/subscription/confirm?token=FAKE&topic_urn=urn:smn:cn-north-4:0123456789abcdef0123456789abcdef:vod-events&region_id=cn-north-4
       */
      subscribe_url: string;
      /**
       * @description The signature, in base64.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/usermanual-smn/smn_ug_a9002.html
       * @example FAKEFAKEFAKEFAKEFAKEFAKEFAKEFAKE
       */
      signature: string;
      /**
       * @description The version of the way to sign, `v1`; a text on the same page writes `V1`.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/usermanual-smn/smn_ug_a9002.html
       * @example v1
       */
      signature_version: string;
      /**
       * Format: uri
       * @description Where the certificate (X.509, PEM) is whose key made the signature; no credentials are needed. Anyone can write
       *     an address here, so fetch it over https from a host that you expect, and follow no redirect. **Unsettled:** the
       *     host; the documents mask it, and `smn.{region}.myhuaweicloud.com` has been seen.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/usermanual-smn/smn_ug_a9002.html
       * @example https://smn.cn-north-4.myhuaweicloud.com/smn/SMN_cn-north-4_0123456789abcdef0123456789abcdef.pem
       */
      signing_cert_url: string;
    };
    /**
     * SMN unsubscription
     * @description What SMN posts after an address was unsubscribed from a topic.
     *
     *     Signed is a text in UTF-8, of these members in this order:
     *     `message`, `message_id`, `subscribe_url`, `timestamp`, `topic_urn` and `type`.
     *     Each of them gives its name, a line feed, its value and a line feed, the last one too.
     */
    SmnUnsubscribeConfirmation: {
      /**
       * @description What this message is. The header `X-SMN-MESSAGE-TYPE` says the same, but is not signed.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/usermanual-smn/smn_ug_a9002.html
       * @example UnsubscribeConfirmation
       * @constant
       */
      type: 'UnsubscribeConfirmation';
      /**
       * @description A sentence for people. Not an event.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/usermanual-smn/smn_ug_a9002.html
       * @example You are unsubscribed from the topic vod-events.
       */
      message: string;
      /**
       * @description The id of this message. Keep it for a while, to recognise a message that comes twice.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/usermanual-smn/smn_ug_a9002.html
       * @example e7f2a95b60c14d83b8d40f61c2a3957e
       */
      message_id: string;
      /**
       * @description The topic that the message belongs to. Refuse one that is not yours.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/usermanual-smn/smn_ug_a9002.html
       * @example urn:smn:cn-north-4:0123456789abcdef0123456789abcdef:vod-events
       */
      topic_urn: string;
      /**
       * Format: date-time
       * @description When the message was sent for the first time, in UTC. A repeat may come hours later, so tell an old message
       *     from a repeated one by its `message_id`.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/usermanual-smn/smn_ug_a9002.html
       * @example 2026-11-22T10:25:06Z
       */
      timestamp: string;
      /**
       * Format: uri
       * @description Subscribes the address again, in case it was a mistake; the link holds for 48 hours. Leave it to a person.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/usermanual-smn/smn_ug_a9002.html
       * @example https://console.huaweicloud.com/smn/subscription/confirm?token=FAKE&topic_urn=urn:smn:cn-north-4:0123456789abcdef0123456789abcdef:vod-events&region_id=cn-north-4
       */
      subscribe_url: string;
      /**
       * @description The signature, in base64.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/usermanual-smn/smn_ug_a9002.html
       * @example FAKEFAKEFAKEFAKEFAKEFAKEFAKEFAKE
       */
      signature: string;
      /**
       * @description The version of the way to sign, `v1`; a text on the same page writes `V1`.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/usermanual-smn/smn_ug_a9002.html
       * @example v1
       */
      signature_version: string;
      /**
       * Format: uri
       * @description Where the certificate (X.509, PEM) is whose key made the signature; no credentials are needed. Anyone can write
       *     an address here, so fetch it over https from a host that you expect, and follow no redirect. **Unsettled:** the
       *     host; the documents mask it, and `smn.{region}.myhuaweicloud.com` has been seen.
       *
       *     Source: https://support.huaweicloud.com/intl/en-us/usermanual-smn/smn_ug_a9002.html
       * @example https://smn.cn-north-4.myhuaweicloud.com/smn/SMN_cn-north-4_0123456789abcdef0123456789abcdef.pem
       */
      signing_cert_url: string;
    };
  };
  responses: {
    /**
     * @description The gateway does not accept the token or the signature. Never repeat a refused signature, unless only the clock
     *     was wrong: more than five failures in a row lock the access key for 5 minutes.
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
    /**
     * @description The gateway could not get an answer from the service. APIGW.0610: it found no server, so nothing was done, it
     *     seems. APIGW.0201: the request may have been carried out.
     */
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
    /** @description A parameter of the query is missing or wrong. */
    InvalidQuery: {
      headers: {
        'X-Request-Id': components['headers']['RequestId'];
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['ErrorResponse'];
      };
    };
    /** @description The asset does not exist (VOD.10062), or the caller may not do this in this project. */
    UnknownAsset: {
      headers: {
        'X-Request-Id': components['headers']['RequestId'];
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['ErrorResponse'];
      };
    };
    /** @description The body is no JSON object, or a member of it is missing or wrong. */
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
     * @description VOD refuses, for the reason in `error_code`. Often it is a permission; but VOD.10051 and VOD.10052 mean that the
     *     service failed, and VOD.10120 that the account is in arrears.
     */
    Forbidden: {
      headers: {
        'X-Request-Id': components['headers']['RequestId'];
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['ErrorResponse'];
      };
    };
    /**
     * @description An asset does not exist (VOD.10062), the call has too many of them (VOD.10137), or the caller may not do this in
     *     this project.
     */
    UnknownOrTooManyAssets: {
      headers: {
        'X-Request-Id': components['headers']['RequestId'];
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['ErrorResponse'];
      };
    };
    /** @description The request is not as IAM wants it. */
    IamInvalidRequest: {
      headers: {
        'X-IAM-Trace-Id': components['headers']['IamTraceId'];
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['IamErrorResponse'];
      };
    };
    /** @description IAM does not accept the password, the token or the signature. */
    IamUnauthorized: {
      headers: {
        'X-IAM-Trace-Id': components['headers']['IamTraceId'];
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['IamErrorResponse'];
      };
    };
    /** @description The caller may not do this. */
    IamForbidden: {
      headers: {
        'X-IAM-Trace-Id': components['headers']['IamTraceId'];
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['IamErrorResponse'];
      };
    };
    /** @description Something that the request names does not exist, such as the project of the scope. */
    IamNotFound: {
      headers: {
        'X-IAM-Trace-Id': components['headers']['IamTraceId'];
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['IamErrorResponse'];
      };
    };
    /**
     * @description Too many calls. **Unsettled:** whether this operation answers so, and in which shape; IAM's table has IAM.0012 for
     *     it.
     */
    IamTooManyRequests: {
      headers: {
        'X-IAM-Trace-Id': components['headers']['IamTraceId'];
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['IamErrorResponse'];
      };
    };
    /** @description IAM failed. */
    IamInternalError: {
      headers: {
        'X-IAM-Trace-Id': components['headers']['IamTraceId'];
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['IamErrorResponse'];
      };
    };
    /** @description IAM cannot answer now. */
    IamUnavailable: {
      headers: {
        'X-IAM-Trace-Id': components['headers']['IamTraceId'];
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['IamErrorResponse'];
      };
    };
    /** @description The receiver has it, or had it before. Answer at once, and work afterwards. */
    EventTaken: {
      headers: {
        [name: string]: unknown;
      };
      content?: never;
    };
    /**
     * @description The receiver does not believe it: a signature or a time is missing or wrong. SMN repeats after 5xx only, as one
     *     of its pages says.
     */
    EventRefused: {
      headers: {
        [name: string]: unknown;
      };
      content?: never;
    };
    /** @description The receiver could not take it now. SMN sends it again; of MFS nothing is known. */
    EventNotTaken: {
      headers: {
        [name: string]: unknown;
      };
      content?: never;
    };
  };
  parameters: {
    /**
     * @description The id of the project in the region that is called, from the console's My Credentials page.
     * @example 0123456789abcdef0123456789abcdef
     */
    ProjectId: components['schemas']['ProjectId'];
    /**
     * @description The ids of the assets, at most 10, by repeating the parameter: `asset_id=a&asset_id=b`.
     * @example [
     *       "b6f1c4d2a97e4f0c8d35e21f7a90cc14"
     *     ]
     */
    AssetIds: components['schemas']['AssetId'][];
    /**
     * @description Only assets created since then, in UTC, as `YYYYMMDDhhmmss`.
     * @example 20261122000000
     */
    StartTime: components['schemas']['UtcTimestamp'];
    /**
     * @description Only assets created until then, in UTC, as `YYYYMMDDhhmmss`.
     * @example 20261122235959
     */
    EndTime: components['schemas']['UtcTimestamp'];
    /**
     * @description Only assets of this category; -1 is the system's category "Other".
     * @example -1
     */
    Category: number;
    /**
     * @description Only assets with these tags, joined by commas.
     * @example music,demo
     */
    Tags: string;
    /**
     * @description Only assets whose title or description contains this text. Slow where there are many assets.
     * @example Joy
     */
    QueryString: string;
    /**
     * @description The number of the page, counted from 0; 0 when left out. `(page + 1) * size` may not exceed 20,000.
     * @example 0
     */
    Page: number;
    /**
     * @description How many rows a page has, 1 to 100; 10 when left out.
     * @example 10
     */
    Size: number;
    /**
     * @description MFS only. The signature, 64 lower-case hexadecimal digits. Sent when a key is set in the console; without a key
     *     nothing proves that a callback is from VOD. The example belongs to the vector under
     *     [Events](#tag/Events), not to the bodies shown here.
     * @example 4af5aeee309b588ab62ae23bf0a9b2cfa9cafb9e4801b94a5dcb863118e190c1
     */
    AuthSign: string;
    /**
     * @description MFS only. When the callback was signed, a count since 1970. Sent when a key is set in the console.
     *     **Unsettled:** seconds or milliseconds; tell them apart by size. The example belongs to the vector under
     *     [Events](#tag/Events).
     * @example 1700000000000
     */
    AuthTimestamp: string;
    /**
     * @description SMN only. What the message is: `Notification`, `SubscriptionConfirmation` or `UnsubscribeConfirmation`. Good for
     *     a first look; the member `type` of the body is the one that is signed. **Unsettled:** what comes with the newer
     *     `HttpSubscriptionUserConfirm` and `HttpSubscriptionUserUnsubscribe`; refuse them.
     * @example Notification
     */
    SmnMessageType: string;
    /**
     * @description SMN only. The `message_id` of the body.
     * @example 5d0c86a1f2b94e7783ab0c1d52e6f904
     */
    SmnMessageId: string;
    /**
     * @description SMN only. The `topic_urn` of the body.
     * @example urn:smn:cn-north-4:0123456789abcdef0123456789abcdef:vod-events
     */
    SmnTopicUrn: string;
    /**
     * @description SMN only. The subscription that the message is sent for. **Unsettled:** whether it is still sent; older
     *     editions of the page have it, for notifications and unsubscriptions only, and newer ones do not.
     * @example urn:smn:cn-north-4:0123456789abcdef0123456789abcdef:vod-events:8d21c4b7e6f05a3992b1d0c7e4f3a586
     */
    SmnSubscriptionUrn: string;
  };
  requestBodies: never;
  headers: {
    /**
     * @description The gateway's id of this request. Quote it when you ask support.
     * @example 7c1d0f4e9b3a48f2a6e5d4c3b2a19080
     */
    RequestId: string;
    /**
     * @description IAM's id of this request. Quote it when you ask support.
     * @example 9d2e4b6f81c34a0fb7d5e3c1a0928374
     */
    IamTraceId: string;
    /**
     * @description The token. Send it as `X-Auth-Token`, and treat it as a secret.
     * @example MIIFAKEtokenNOTREAL
     */
    SubjectToken: string;
  };
  pathItems: never;
}
export type ProjectId = components['schemas']['ProjectId'];
export type AssetTitle = components['schemas']['AssetTitle'];
export type AssetDescription = components['schemas']['AssetDescription'];
export type FileType = components['schemas']['FileType'];
export type CategoryId = components['schemas']['CategoryId'];
export type Md5Digest = components['schemas']['Md5Digest'];
export type CoverType = components['schemas']['CoverType'];
export type SubtitleType = components['schemas']['SubtitleType'];
export type SubtitleLanguage = components['schemas']['SubtitleLanguage'];
export type Subtitle = components['schemas']['Subtitle'];
export type AssetTags = components['schemas']['AssetTags'];
export type AutoPublish = components['schemas']['AutoPublish'];
export type TemplateGroupName = components['schemas']['TemplateGroupName'];
export type AutoEncrypt = components['schemas']['AutoEncrypt'];
export type AutoPreheatText = components['schemas']['AutoPreheatText'];
export type ThumbnailType = components['schemas']['ThumbnailType'];
export type ThumbnailAspectRatio = components['schemas']['ThumbnailAspectRatio'];
export type Thumbnail = components['schemas']['Thumbnail'];
export type Review = components['schemas']['Review'];
export type WorkflowName = components['schemas']['WorkflowName'];
export type CreateAssetByFileUploadRequest =
  components['schemas']['CreateAssetByFileUploadRequest'];
export type AssetId = components['schemas']['AssetId'];
export type ObjectAddress = components['schemas']['ObjectAddress'];
export type CreateAssetByFileUploadResponse =
  components['schemas']['CreateAssetByFileUploadResponse'];
export type ErrorResponse = components['schemas']['ErrorResponse'];
export type DeleteType = components['schemas']['DeleteType'];
export type DeleteStatus = components['schemas']['DeleteStatus'];
export type DeleteResult = components['schemas']['DeleteResult'];
export type DeleteAssetsResponse = components['schemas']['DeleteAssetsResponse'];
export type UploadStatus = components['schemas']['UploadStatus'];
export type ConfirmAssetUploadRequest = components['schemas']['ConfirmAssetUploadRequest'];
export type ConfirmAssetUploadResponse = components['schemas']['ConfirmAssetUploadResponse'];
export type AudioFormat = components['schemas']['AudioFormat'];
export type AudioParameter = components['schemas']['AudioParameter'];
export type CreateExtractAudioTaskRequest = components['schemas']['CreateExtractAudioTaskRequest'];
export type CreateExtractAudioTaskResponse =
  components['schemas']['CreateExtractAudioTaskResponse'];
export type AssetDetailSection = components['schemas']['AssetDetailSection'];
export type UtcTimestamp = components['schemas']['UtcTimestamp'];
export type MetaData = components['schemas']['MetaData'];
export type CoverInfo = components['schemas']['CoverInfo'];
export type SubtitleInfo = components['schemas']['SubtitleInfo'];
export type BaseInfo = components['schemas']['BaseInfo'];
export type TranscodeOutput = components['schemas']['TranscodeOutput'];
export type TranscodeStatus = components['schemas']['TranscodeStatus'];
export type TranscodeInfo = components['schemas']['TranscodeInfo'];
export type ThumbnailRsp = components['schemas']['ThumbnailRsp'];
export type ThumbnailStatus = components['schemas']['ThumbnailStatus'];
export type ThumbnailInfo = components['schemas']['ThumbnailInfo'];
export type ReviewSuggestion = components['schemas']['ReviewSuggestion'];
export type TextReviewRet = components['schemas']['TextReviewRet'];
export type ReviewDetail = components['schemas']['ReviewDetail'];
export type PictureReviewRet = components['schemas']['PictureReviewRet'];
export type ReviewStatus = components['schemas']['ReviewStatus'];
export type ReviewInfo = components['schemas']['ReviewInfo'];
export type ShowAssetDetailResponse = components['schemas']['ShowAssetDetailResponse'];
export type MultipartVerb = components['schemas']['MultipartVerb'];
export type ShowAssetTempAuthorityResponse =
  components['schemas']['ShowAssetTempAuthorityResponse'];
export type UrlFileType = components['schemas']['UrlFileType'];
export type AutoPreheat = components['schemas']['AutoPreheat'];
export type UploadMetaDataByUrl = components['schemas']['UploadMetaDataByUrl'];
export type UploadMetaDataByUrlRequest = components['schemas']['UploadMetaDataByUrlRequest'];
export type UploadAsset = components['schemas']['UploadAsset'];
export type UploadMetaDataByUrlResponse = components['schemas']['UploadMetaDataByUrlResponse'];
export type ObsFileType = components['schemas']['ObsFileType'];
export type StorageMode = components['schemas']['StorageMode'];
export type PublishAssetFromObsRequest = components['schemas']['PublishAssetFromObsRequest'];
export type PublishAssetFromObsResponse = components['schemas']['PublishAssetFromObsResponse'];
export type AssetState = components['schemas']['AssetState'];
export type AssetPublication = components['schemas']['AssetPublication'];
export type PlayInfo = components['schemas']['PlayInfo'];
export type AssetInfo = components['schemas']['AssetInfo'];
export type ShowAssetMetaResponse = components['schemas']['ShowAssetMetaResponse'];
export type UpdateAssetMetaRequest = components['schemas']['UpdateAssetMetaRequest'];
export type AssetListState = components['schemas']['AssetListState'];
export type SortOrder = components['schemas']['SortOrder'];
export type AssetStatus = components['schemas']['AssetStatus'];
export type AssetSummary = components['schemas']['AssetSummary'];
export type ListAssetListResponse = components['schemas']['ListAssetListResponse'];
export type AssetTaskStatus = components['schemas']['AssetTaskStatus'];
export type TranscodeInfoResult = components['schemas']['TranscodeInfoResult'];
export type AssetTask = components['schemas']['AssetTask'];
export type ListAssetTaskInfoResponse = components['schemas']['ListAssetTaskInfoResponse'];
export type PublishAssetsRequest = components['schemas']['PublishAssetsRequest'];
export type PublishAssetsResponse = components['schemas']['PublishAssetsResponse'];
export type UnpublishAssetsResponse = components['schemas']['UnpublishAssetsResponse'];
export type AuthMethod = components['schemas']['AuthMethod'];
export type PasswordUserDomain = components['schemas']['PasswordUserDomain'];
export type PasswordUser = components['schemas']['PasswordUser'];
export type PasswordCredential = components['schemas']['PasswordCredential'];
export type PasswordIdentity = components['schemas']['PasswordIdentity'];
export type TokenScopeProject = components['schemas']['TokenScopeProject'];
export type TokenScope = components['schemas']['TokenScope'];
export type PasswordAuth = components['schemas']['PasswordAuth'];
export type KeystoneCreateUserTokenByPasswordRequest =
  components['schemas']['KeystoneCreateUserTokenByPasswordRequest'];
export type TokenCatalogEntry = components['schemas']['TokenCatalogEntry'];
export type TokenDomain = components['schemas']['TokenDomain'];
export type TokenProject = components['schemas']['TokenProject'];
export type TokenRole = components['schemas']['TokenRole'];
export type TokenUser = components['schemas']['TokenUser'];
export type TokenResult = components['schemas']['TokenResult'];
export type KeystoneCreateUserTokenByPasswordResponse =
  components['schemas']['KeystoneCreateUserTokenByPasswordResponse'];
export type IamErrorDetail = components['schemas']['IamErrorDetail'];
export type IamErrorResponse = components['schemas']['IamErrorResponse'];
export type SelfLink = components['schemas']['SelfLink'];
export type ProjectResult = components['schemas']['ProjectResult'];
export type PageLinks = components['schemas']['PageLinks'];
export type KeystoneListProjectsResponse = components['schemas']['KeystoneListProjectsResponse'];
export type EventStatus = components['schemas']['EventStatus'];
export type TranscodeEventMetaData = components['schemas']['TranscodeEventMetaData'];
export type TranscodeEventOutput = components['schemas']['TranscodeEventOutput'];
export type TranscodeEventInfo = components['schemas']['TranscodeEventInfo'];
export type TranscodeCompleteEvent = components['schemas']['TranscodeCompleteEvent'];
export type ThumbnailEventPicture = components['schemas']['ThumbnailEventPicture'];
export type ThumbnailEventInfo = components['schemas']['ThumbnailEventInfo'];
export type ThumbnailCompleteEvent = components['schemas']['ThumbnailCompleteEvent'];
export type ReviewEventVerdict = components['schemas']['ReviewEventVerdict'];
export type ReviewEventText = components['schemas']['ReviewEventText'];
export type ReviewEventLabel = components['schemas']['ReviewEventLabel'];
export type ReviewEventPicture = components['schemas']['ReviewEventPicture'];
export type ReviewEventInfo = components['schemas']['ReviewEventInfo'];
export type ReviewCompleteEvent = components['schemas']['ReviewCompleteEvent'];
export type CreateEventInfo = components['schemas']['CreateEventInfo'];
export type CreateCompleteEvent = components['schemas']['CreateCompleteEvent'];
export type AudioExtractInfo = components['schemas']['AudioExtractInfo'];
export type AudioExtractCompleteEvent = components['schemas']['AudioExtractCompleteEvent'];
export type CoverEventType = components['schemas']['CoverEventType'];
export type CoverEventInfo = components['schemas']['CoverEventInfo'];
export type CoverCompleteEvent = components['schemas']['CoverCompleteEvent'];
export type ParseEventFileAddr = components['schemas']['ParseEventFileAddr'];
export type ParseEventMetaData = components['schemas']['ParseEventMetaData'];
export type ParseEventInfo = components['schemas']['ParseEventInfo'];
export type ParseCompleteEvent = components['schemas']['ParseCompleteEvent'];
export type VodEvent = components['schemas']['VodEvent'];
export type SmnNotification = components['schemas']['SmnNotification'];
export type MfsEnvelope = components['schemas']['MfsEnvelope'];
export type EventEnvelope = components['schemas']['EventEnvelope'];
export type SmnSubscriptionConfirmation = components['schemas']['SmnSubscriptionConfirmation'];
export type SmnUnsubscribeConfirmation = components['schemas']['SmnUnsubscribeConfirmation'];
export type ResponseUnauthorized = components['responses']['Unauthorized'];
export type ResponseBodyTooLarge = components['responses']['BodyTooLarge'];
export type ResponseTooManyRequests = components['responses']['TooManyRequests'];
export type ResponseInternalError = components['responses']['InternalError'];
export type ResponseBadGateway = components['responses']['BadGateway'];
export type ResponseServiceUnavailable = components['responses']['ServiceUnavailable'];
export type ResponseGatewayTimeout = components['responses']['GatewayTimeout'];
export type ResponseInvalidQuery = components['responses']['InvalidQuery'];
export type ResponseUnknownAsset = components['responses']['UnknownAsset'];
export type ResponseInvalidRequest = components['responses']['InvalidRequest'];
export type ResponseForbidden = components['responses']['Forbidden'];
export type ResponseUnknownOrTooManyAssets = components['responses']['UnknownOrTooManyAssets'];
export type ResponseIamInvalidRequest = components['responses']['IamInvalidRequest'];
export type ResponseIamUnauthorized = components['responses']['IamUnauthorized'];
export type ResponseIamForbidden = components['responses']['IamForbidden'];
export type ResponseIamNotFound = components['responses']['IamNotFound'];
export type ResponseIamTooManyRequests = components['responses']['IamTooManyRequests'];
export type ResponseIamInternalError = components['responses']['IamInternalError'];
export type ResponseIamUnavailable = components['responses']['IamUnavailable'];
export type ResponseEventTaken = components['responses']['EventTaken'];
export type ResponseEventRefused = components['responses']['EventRefused'];
export type ResponseEventNotTaken = components['responses']['EventNotTaken'];
export type ParameterProjectId = components['parameters']['ProjectId'];
export type ParameterAssetIds = components['parameters']['AssetIds'];
export type ParameterStartTime = components['parameters']['StartTime'];
export type ParameterEndTime = components['parameters']['EndTime'];
export type ParameterCategory = components['parameters']['Category'];
export type ParameterTags = components['parameters']['Tags'];
export type ParameterQueryString = components['parameters']['QueryString'];
export type ParameterPage = components['parameters']['Page'];
export type ParameterSize = components['parameters']['Size'];
export type ParameterAuthSign = components['parameters']['AuthSign'];
export type ParameterAuthTimestamp = components['parameters']['AuthTimestamp'];
export type ParameterSmnMessageType = components['parameters']['SmnMessageType'];
export type ParameterSmnMessageId = components['parameters']['SmnMessageId'];
export type ParameterSmnTopicUrn = components['parameters']['SmnTopicUrn'];
export type ParameterSmnSubscriptionUrn = components['parameters']['SmnSubscriptionUrn'];
export type HeaderRequestId = components['headers']['RequestId'];
export type HeaderIamTraceId = components['headers']['IamTraceId'];
export type HeaderSubjectToken = components['headers']['SubjectToken'];
export type $defs = Record<string, never>;
export interface operations {
  createAssetByFileUpload: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The id of the project in the region that is called, from the console's My Credentials page.
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
       *     - `confirmAssetUpload`: Once the file is uploaded, confirm it.
       *     In its body `asset_id` is `$response.body#/asset_id` and `status` is `CREATED`.
       *
       *     - `showAssetTempAuthority`: For a file of more than 20 MB, upload it in parts instead.
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
      /** @description The body is no JSON object, or a member of it is missing or wrong (VOD.10053). */
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
  deleteAssets: {
    parameters: {
      query: {
        /**
         * @description The ids of the assets, 1 to 10; see the note above on how to write several.
         * @example [
         *       "b6f1c4d2a97e4f0c8d35e21f7a90cc14"
         *     ]
         */
        asset_id: components['schemas']['AssetId'][];
        /**
         * @description `origin` deletes the original files and keeps the outputs. Everything when it is absent.
         * @example origin
         */
        delete_type?: components['schemas']['DeleteType'];
      };
      header?: never;
      path: {
        /**
         * @description The id of the project in the region that is called, from the console's My Credentials page.
         * @example 0123456789abcdef0123456789abcdef
         */
        project_id: components['parameters']['ProjectId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /**
       * @description What became of each asset.
       *
       *     What comes next:
       *
       *     - `listAssetList`: List the assets that are left.
       */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DeleteAssetsResponse'];
        };
      };
      400: components['responses']['InvalidQuery'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['UnknownAsset'];
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
       *     - `createExtractAudioTask`: Start the extraction.
       *     In its body `asset_id` is `$response.body#/asset_id`.
       *
       *     - `showAssetDetail`: Read the asset.
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
       * @description The task was accepted. `asset_id` in the 202 is the video; `asset_id` in the event is the audio.
       *     **Unsettled:** whether the audio asset can be read at once.
       *
       *     What comes next:
       *
       *     - `showAssetDetail`: Poll the new asset until it has `video_url` and `meta_data`, or a final `transcode_status`. Set a
       *     deadline: a failure may never show here, only in the event.
       *
       *     - `cancelExtractAudioTask`: Cancel while the task is still queued.
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
         * @example 0123456789abcdef0123456789abcdef
         */
        project_id: components['parameters']['ProjectId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /**
       * @description The task was cancelled. The answer has no body.
       *
       *     What comes next:
       *
       *     - `showAssetDetail`: Read the asset that was named.
       *     - `createExtractAudioTask`: Start another extraction, if the asset that was named is the video.
       *     In its body `asset_id` is `$request.query.asset_id`.
       */
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
        categories?: components['schemas']['AssetDetailSection'][];
      };
      header?: never;
      path: {
        /**
         * @description The id of the project in the region that is called, from the console's My Credentials page.
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
       *     - `createExtractAudioTask`: Extract the audio of this asset, if it is a video.
       *     In its body `asset_id` is `$response.body#/asset_id`.
       *
       *     - `publishAssets`: Put the asset before the public.
       *     - `updateAssetMeta`: Change its title, description, category or tags.
       *     In its body `asset_id` is `$response.body#/asset_id`.
       *
       *     - `deleteAssets`: Delete the asset.
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
  showAssetTempAuthority: {
    parameters: {
      query: {
        /**
         * @description The method of the step.
         * @example POST
         */
        http_verb: components['schemas']['MultipartVerb'];
        /**
         * @description `target.bucket` of the asset.
         * @example vod-bucket-65-cn-north-4
         */
        bucket: string;
        /**
         * @description `target.object` of the asset.
         * @example 0123456789abcdef0123456789abcdef/3e1cd21131a94525be55acf65888bf46/9f2c.mp4
         */
        object_key: string;
        /**
         * @description The `Content-Type` of the file, such as `video/mp4`. Step 1 needs it.
         * @example video/mp4
         */
        content_type?: string;
        /**
         * @description The MD5 of the part in base64, for step 2. When it is given, the part has to carry it as `Content-MD5`.
         * @example XrY7u+Ae7tCTyyK7j1rNww==
         */
        content_md5?: string;
        /**
         * @description The `UploadId` that step 1 answered. All other steps need it.
         * @example 00000188A1B2C3D4FAKE
         */
        upload_id?: string;
        /**
         * @description The number of the part, for step 2.
         * @example 1
         */
        part_number?: number;
      };
      header?: never;
      path: {
        /**
         * @description The id of the project in the region that is called, from the console's My Credentials page.
         * @example 0123456789abcdef0123456789abcdef
         */
        project_id: components['parameters']['ProjectId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /**
       * @description The URL for the step.
       *
       *     What comes next:
       *
       *     - `showAssetTempAuthority`: Ask for the URL of the next step, or of the next part.
       *     - `confirmAssetUpload`: Once the parts are merged, confirm the upload.
       */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ShowAssetTempAuthorityResponse'];
        };
      };
      /** @description The query is wrong (VOD.10053). */
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
       * @description A parameter is wrong (VOD.10053, with 403 on the page of this operation), no upload of the asset is under way
       *     (VOD.10135), or the caller may not do this in this project.
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
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
      504: components['responses']['GatewayTimeout'];
    };
  };
  uploadMetaDataByUrl: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The id of the project in the region that is called, from the console's My Credentials page.
         * @example 0123456789abcdef0123456789abcdef
         */
        project_id: components['parameters']['ProjectId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['UploadMetaDataByUrlRequest'];
      };
    };
    responses: {
      /**
       * @description The files were taken on, or some of them.
       *
       *     What comes next:
       *
       *     - `showAssetMeta`: See whether the file has arrived.
       *     - `showAssetDetail`: Read the first of the new assets.
       *     - `createExtractAudioTask`: Once the file has arrived, extract its audio.
       *     In its body `asset_id` is `$response.body#/upload_assets/0/asset_id`.
       */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['UploadMetaDataByUrlResponse'];
        };
      };
      /** @description A field is wrong (VOD.10053), or the file is not where it should be (VOD.10003). */
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
      413: components['responses']['BodyTooLarge'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
      504: components['responses']['GatewayTimeout'];
    };
  };
  publishAssetFromObs: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The id of the project in the region that is called, from the console's My Credentials page.
         * @example 0123456789abcdef0123456789abcdef
         */
        project_id: components['parameters']['ProjectId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['PublishAssetFromObsRequest'];
      };
    };
    responses: {
      /**
       * @description The asset exists, and its file follows.
       *
       *     What comes next:
       *
       *     - `showAssetMeta`: See whether the file has arrived.
       *     - `showAssetDetail`: Read the asset.
       *     - `createExtractAudioTask`: Once the file has arrived, extract its audio.
       *     In its body `asset_id` is `$response.body#/asset_id`.
       */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PublishAssetFromObsResponse'];
        };
      };
      /** @description A field is wrong (VOD.10053), or there is no such object (VOD.10003). */
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
       * @description VOD may not read the bucket (VOD.10114), the category does not exist (VOD.10064), or the caller may not do
       *     this in this project.
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
  showAssetMeta: {
    parameters: {
      query?: {
        /**
         * @description The ids of the assets, at most 10, by repeating the parameter: `asset_id=a&asset_id=b`.
         * @example [
         *       "b6f1c4d2a97e4f0c8d35e21f7a90cc14"
         *     ]
         */
        asset_id?: components['parameters']['AssetIds'];
        /**
         * @description Only assets in one of these states, by repeating the parameter.
         * @example [
         *       "CREATED"
         *     ]
         */
        status?: components['schemas']['AssetState'][];
        /**
         * @description Only assets whose transcoding is in one of these states, by repeating the parameter. The name is in camel case.
         * @example [
         *       "TRANSCODE_SUCCEED"
         *     ]
         */
        transcodeStatus?: components['schemas']['TranscodeStatus'][];
        /**
         * @description Only assets that are published, or only those that are not, by repeating the parameter. The name is in camel
         *     case.
         * @example [
         *       "CREATED"
         *     ]
         */
        assetStatus?: components['schemas']['AssetPublication'][];
        /**
         * @description Only assets created since then, in UTC, as `YYYYMMDDhhmmss`.
         * @example 20261122000000
         */
        start_time?: components['parameters']['StartTime'];
        /**
         * @description Only assets created until then, in UTC, as `YYYYMMDDhhmmss`.
         * @example 20261122235959
         */
        end_time?: components['parameters']['EndTime'];
        /**
         * @description Only assets of this category; -1 is the system's category "Other".
         * @example -1
         */
        category_id?: components['parameters']['Category'];
        /**
         * @description Only assets with these tags, joined by commas.
         * @example music,demo
         */
        tags?: components['parameters']['Tags'];
        /**
         * @description Only assets whose title or description contains this text. Slow where there are many assets.
         * @example Joy
         */
        query_string?: components['parameters']['QueryString'];
        /**
         * @description The number of the page, counted from 0; 0 when left out. `(page + 1) * size` may not exceed 20,000.
         * @example 0
         */
        page?: components['parameters']['Page'];
        /**
         * @description How many rows a page has, 1 to 100; 10 when left out.
         * @example 10
         */
        size?: components['parameters']['Size'];
      };
      header?: never;
      path: {
        /**
         * @description The id of the project in the region that is called, from the console's My Credentials page.
         * @example 0123456789abcdef0123456789abcdef
         */
        project_id: components['parameters']['ProjectId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /**
       * @description The assets of the page. An empty page is not an error.
       *
       *     What comes next:
       *
       *     - `showAssetDetail`: Read all that is known of the first asset.
       *     - `showAssetMeta`: While `is_truncated` is 1, ask for `page` plus 1.
       */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ShowAssetMetaResponse'];
        };
      };
      /** @description The query is wrong (VOD.10053). */
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
  updateAssetMeta: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The id of the project in the region that is called, from the console's My Credentials page.
         * @example 0123456789abcdef0123456789abcdef
         */
        project_id: components['parameters']['ProjectId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['UpdateAssetMetaRequest'];
      };
    };
    responses: {
      /**
       * @description It was changed. The answer has no body.
       *
       *     What comes next:
       *
       *     - `showAssetDetail`: Read the asset again.
       */
      204: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The asset does not exist (VOD.10062), or a field is wrong (VOD.10053). */
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
      413: components['responses']['BodyTooLarge'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
      504: components['responses']['GatewayTimeout'];
    };
  };
  listAssetList: {
    parameters: {
      query?: {
        /**
         * @description The ids of the assets, at most 10, by repeating the parameter: `asset_id=a&asset_id=b`.
         * @example [
         *       "b6f1c4d2a97e4f0c8d35e21f7a90cc14"
         *     ]
         */
        asset_id?: components['parameters']['AssetIds'];
        /**
         * @description Only assets in one of these states, by repeating the parameter.
         * @example [
         *       "CREATED"
         *     ]
         */
        status?: components['schemas']['AssetListState'][];
        /**
         * @description Only assets created since then, in UTC, as `YYYYMMDDhhmmss`.
         * @example 20261122000000
         */
        start_time?: components['parameters']['StartTime'];
        /**
         * @description Only assets created until then, in UTC, as `YYYYMMDDhhmmss`.
         * @example 20261122235959
         */
        end_time?: components['parameters']['EndTime'];
        /**
         * @description Only assets of this category; -1 is the system's category "Other".
         * @example -1
         */
        category_id?: components['parameters']['Category'];
        /**
         * @description Only assets with these tags, joined by commas.
         * @example music,demo
         */
        tags?: components['parameters']['Tags'];
        /**
         * @description Only assets whose title or description contains this text. Slow where there are many assets.
         * @example Joy
         */
        query_string?: components['parameters']['QueryString'];
        /**
         * @description Only files of these formats, such as `MP3`, at most 20, by repeating the parameter.
         * @example [
         *       "MP3",
         *       "AAC"
         *     ]
         */
        media_type?: string[];
        /**
         * @description The number of the page, counted from 0; 0 when left out. `(page + 1) * size` may not exceed 20,000.
         * @example 0
         */
        page?: components['parameters']['Page'];
        /**
         * @description How many rows a page has, 1 to 100; 10 when left out.
         * @example 10
         */
        size?: components['parameters']['Size'];
        /**
         * @description The order of creation: `asc` the oldest first, `desc` the newest.
         * @example desc
         */
        order?: components['schemas']['SortOrder'];
      };
      header?: never;
      path: {
        /**
         * @description The id of the project in the region that is called, from the console's My Credentials page.
         * @example 0123456789abcdef0123456789abcdef
         */
        project_id: components['parameters']['ProjectId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /**
       * @description The assets of the page. An empty page is not an error.
       *
       *     What comes next:
       *
       *     - `showAssetDetail`: Read all that is known of the first asset.
       *     - `listAssetList`: While `(page + 1) * size` is less than `total`, ask for `page` plus 1.
       */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ListAssetListResponse'];
        };
      };
      /** @description The query is wrong (VOD.10053). */
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
  listAssetTaskInfo: {
    parameters: {
      query?: {
        /**
         * @description Only tasks of this kind. `TRANSCODE` and `THUMBNAIL` are documented.
         * @example TRANSCODE
         */
        type?: string;
        /**
         * @description Only tasks on this asset.
         * @example 3e1cd21131a94525be55acf65888bf46
         */
        asset_id?: components['schemas']['AssetId'];
        /**
         * @description Only this task; counts for snapshots alone. On the service's page, not in the SDKs.
         * @example 4217
         */
        task_id?: string;
        /**
         * @description Only tasks created at this time or later, by RFC 3339 in UTC.
         * @example 2026-11-22T00:00:00Z
         */
        create_time_after?: string;
        /**
         * @description Only tasks created before this time, by RFC 3339 in UTC.
         * @example 2026-11-23T00:00:00Z
         */
        create_time_before?: string;
        /**
         * @description Only tasks that ended at this time or later, by RFC 3339 in UTC.
         * @example 2026-11-22T00:00:00Z
         */
        end_time_after?: string;
        /**
         * @description Only tasks that ended before this time, by RFC 3339 in UTC.
         * @example 2026-11-23T00:00:00Z
         */
        end_time_before?: string;
        /**
         * @description Only tasks in one of these states, by repeating the parameter; in all states when it is absent.
         * @example [
         *       "WAITING",
         *       "PROCESSING"
         *     ]
         */
        status?: components['schemas']['AssetTaskStatus'][];
        /**
         * @description The `next_marker` of the page before; the first page when it is absent.
         * @example 1
         */
        marker?: string;
        /**
         * @description How many rows a page has, 1 to 100; 10 when left out.
         * @example 10
         */
        limit?: number;
      };
      header?: never;
      path: {
        /**
         * @description The id of the project in the region that is called, from the console's My Credentials page.
         * @example 0123456789abcdef0123456789abcdef
         */
        project_id: components['parameters']['ProjectId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /**
       * @description The tasks of the page.
       *
       *     What comes next:
       *
       *     - `listAssetTaskInfo`: Ask for the next page.
       *     - `showAssetDetail`: Read the asset of the first task.
       */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ListAssetTaskInfoResponse'];
        };
      };
      /** @description The query is wrong (VOD.10053). */
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
  publishAssets: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The id of the project in the region that is called, from the console's My Credentials page.
         * @example 0123456789abcdef0123456789abcdef
         */
        project_id: components['parameters']['ProjectId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['PublishAssetsRequest'];
      };
    };
    responses: {
      /**
       * @description What became of each asset.
       *
       *     What comes next:
       *
       *     - `showAssetDetail`: Read the first of the assets.
       *     - `unpublishAssets`: Take the assets away from the public again.
       *     In its body `asset_id` is `$request.body#/asset_id`.
       */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PublishAssetsResponse'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['UnknownOrTooManyAssets'];
      413: components['responses']['BodyTooLarge'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
      504: components['responses']['GatewayTimeout'];
    };
  };
  unpublishAssets: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The id of the project in the region that is called, from the console's My Credentials page.
         * @example 0123456789abcdef0123456789abcdef
         */
        project_id: components['parameters']['ProjectId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['PublishAssetsRequest'];
      };
    };
    responses: {
      /**
       * @description What became of each asset.
       *
       *     What comes next:
       *
       *     - `showAssetDetail`: Read the first of the assets.
       *     - `publishAssets`: Publish the assets again.
       *     In its body `asset_id` is `$request.body#/asset_id`.
       */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['UnpublishAssetsResponse'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['UnknownOrTooManyAssets'];
      413: components['responses']['BodyTooLarge'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
      504: components['responses']['GatewayTimeout'];
    };
  };
  keystoneCreateUserTokenByPassword: {
    parameters: {
      query?: {
        /**
         * @description Any text that is not empty leaves the catalogue of services out of the answer.
         * @example true
         */
        nocatalog?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['KeystoneCreateUserTokenByPasswordRequest'];
      };
    };
    responses: {
      /**
       * @description The token was issued.
       *
       *     What comes next:
       *
       *     - `keystoneListProjects`: Find the id of a region's project, if the answer's `token.project.id` is not the one.
       *     - `createAssetByFileUpload`: Create an asset, with the token as `X-Auth-Token`.
       */
      201: {
        headers: {
          'X-IAM-Trace-Id': components['headers']['IamTraceId'];
          'X-Subject-Token': components['headers']['SubjectToken'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['KeystoneCreateUserTokenByPasswordResponse'];
        };
      };
      400: components['responses']['IamInvalidRequest'];
      401: components['responses']['IamUnauthorized'];
      403: components['responses']['IamForbidden'];
      404: components['responses']['IamNotFound'];
      429: components['responses']['IamTooManyRequests'];
      500: components['responses']['IamInternalError'];
      503: components['responses']['IamUnavailable'];
    };
  };
  keystoneListProjects: {
    parameters: {
      query?: {
        /**
         * @description Only the project of this name. Each region has a project that has the region's name.
         * @example cn-north-4
         */
        name?: string;
        /**
         * @description Only projects of the account with this id.
         * @example fedcba9876543210fedcba9876543210
         */
        domain_id?: string;
        /**
         * @description Only projects that can be used, or only those that cannot.
         * @example true
         */
        enabled?: boolean;
        /**
         * @description Only projects below the project, or the account, with this id.
         * @example fedcba9876543210fedcba9876543210
         */
        parent_id?: string;
        /**
         * @description Leave it out; the service's page says to leave it empty.
         * @example false
         */
        is_domain?: boolean;
        /**
         * @description The number of the page, counted from **1**, not from 0 as in VOD. Goes together with `per_page`.
         * @example 1
         */
        page?: number;
        /**
         * @description How many rows a page has, 1 to 5000. Goes together with `page`.
         * @example 100
         */
        per_page?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /**
       * @description The projects of the page.
       *
       *     What comes next:
       *
       *     - `createAssetByFileUpload`: Create an asset in the project.
       *     - `listAssetList`: List the assets of the project.
       */
      200: {
        headers: {
          'X-IAM-Trace-Id': components['headers']['IamTraceId'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['KeystoneListProjectsResponse'];
        };
      };
      400: components['responses']['IamInvalidRequest'];
      401: components['responses']['IamUnauthorized'];
      403: components['responses']['IamForbidden'];
      404: components['responses']['IamNotFound'];
      429: components['responses']['IamTooManyRequests'];
      500: components['responses']['IamInternalError'];
      503: components['responses']['IamUnavailable'];
    };
  };
  onAudioExtractComplete: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description MFS only. The signature, 64 lower-case hexadecimal digits. Sent when a key is set in the console; without a key
         *     nothing proves that a callback is from VOD. The example belongs to the vector under
         *     [Events](#tag/Events), not to the bodies shown here.
         * @example 4af5aeee309b588ab62ae23bf0a9b2cfa9cafb9e4801b94a5dcb863118e190c1
         */
        auth_sign?: components['parameters']['AuthSign'];
        /**
         * @description MFS only. When the callback was signed, a count since 1970. Sent when a key is set in the console.
         *     **Unsettled:** seconds or milliseconds; tell them apart by size. The example belongs to the vector under
         *     [Events](#tag/Events).
         * @example 1700000000000
         */
        auth_timestamp?: components['parameters']['AuthTimestamp'];
        /**
         * @description SMN only. What the message is: `Notification`, `SubscriptionConfirmation` or `UnsubscribeConfirmation`. Good for
         *     a first look; the member `type` of the body is the one that is signed. **Unsettled:** what comes with the newer
         *     `HttpSubscriptionUserConfirm` and `HttpSubscriptionUserUnsubscribe`; refuse them.
         * @example Notification
         */
        'X-SMN-MESSAGE-TYPE'?: components['parameters']['SmnMessageType'];
        /**
         * @description SMN only. The `message_id` of the body.
         * @example 5d0c86a1f2b94e7783ab0c1d52e6f904
         */
        'X-SMN-MESSAGE-ID'?: components['parameters']['SmnMessageId'];
        /**
         * @description SMN only. The `topic_urn` of the body.
         * @example urn:smn:cn-north-4:0123456789abcdef0123456789abcdef:vod-events
         */
        'X-SMN-TOPIC-URN'?: components['parameters']['SmnTopicUrn'];
        /**
         * @description SMN only. The subscription that the message is sent for. **Unsettled:** whether it is still sent; older
         *     editions of the page have it, for notifications and unsubscriptions only, and newer ones do not.
         * @example urn:smn:cn-north-4:0123456789abcdef0123456789abcdef:vod-events:8d21c4b7e6f05a3992b1d0c7e4f3a586
         */
        'X-SMN-SUBSCRIPTION-URN'?: components['parameters']['SmnSubscriptionUrn'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['EventEnvelope'];
      };
    };
    responses: {
      200: components['responses']['EventTaken'];
      401: components['responses']['EventRefused'];
      500: components['responses']['EventNotTaken'];
    };
  };
  onCreateComplete: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description MFS only. The signature, 64 lower-case hexadecimal digits. Sent when a key is set in the console; without a key
         *     nothing proves that a callback is from VOD. The example belongs to the vector under
         *     [Events](#tag/Events), not to the bodies shown here.
         * @example 4af5aeee309b588ab62ae23bf0a9b2cfa9cafb9e4801b94a5dcb863118e190c1
         */
        auth_sign?: components['parameters']['AuthSign'];
        /**
         * @description MFS only. When the callback was signed, a count since 1970. Sent when a key is set in the console.
         *     **Unsettled:** seconds or milliseconds; tell them apart by size. The example belongs to the vector under
         *     [Events](#tag/Events).
         * @example 1700000000000
         */
        auth_timestamp?: components['parameters']['AuthTimestamp'];
        /**
         * @description SMN only. What the message is: `Notification`, `SubscriptionConfirmation` or `UnsubscribeConfirmation`. Good for
         *     a first look; the member `type` of the body is the one that is signed. **Unsettled:** what comes with the newer
         *     `HttpSubscriptionUserConfirm` and `HttpSubscriptionUserUnsubscribe`; refuse them.
         * @example Notification
         */
        'X-SMN-MESSAGE-TYPE'?: components['parameters']['SmnMessageType'];
        /**
         * @description SMN only. The `message_id` of the body.
         * @example 5d0c86a1f2b94e7783ab0c1d52e6f904
         */
        'X-SMN-MESSAGE-ID'?: components['parameters']['SmnMessageId'];
        /**
         * @description SMN only. The `topic_urn` of the body.
         * @example urn:smn:cn-north-4:0123456789abcdef0123456789abcdef:vod-events
         */
        'X-SMN-TOPIC-URN'?: components['parameters']['SmnTopicUrn'];
        /**
         * @description SMN only. The subscription that the message is sent for. **Unsettled:** whether it is still sent; older
         *     editions of the page have it, for notifications and unsubscriptions only, and newer ones do not.
         * @example urn:smn:cn-north-4:0123456789abcdef0123456789abcdef:vod-events:8d21c4b7e6f05a3992b1d0c7e4f3a586
         */
        'X-SMN-SUBSCRIPTION-URN'?: components['parameters']['SmnSubscriptionUrn'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['EventEnvelope'];
      };
    };
    responses: {
      200: components['responses']['EventTaken'];
      401: components['responses']['EventRefused'];
      500: components['responses']['EventNotTaken'];
    };
  };
  onParseComplete: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description MFS only. The signature, 64 lower-case hexadecimal digits. Sent when a key is set in the console; without a key
         *     nothing proves that a callback is from VOD. The example belongs to the vector under
         *     [Events](#tag/Events), not to the bodies shown here.
         * @example 4af5aeee309b588ab62ae23bf0a9b2cfa9cafb9e4801b94a5dcb863118e190c1
         */
        auth_sign?: components['parameters']['AuthSign'];
        /**
         * @description MFS only. When the callback was signed, a count since 1970. Sent when a key is set in the console.
         *     **Unsettled:** seconds or milliseconds; tell them apart by size. The example belongs to the vector under
         *     [Events](#tag/Events).
         * @example 1700000000000
         */
        auth_timestamp?: components['parameters']['AuthTimestamp'];
        /**
         * @description SMN only. What the message is: `Notification`, `SubscriptionConfirmation` or `UnsubscribeConfirmation`. Good for
         *     a first look; the member `type` of the body is the one that is signed. **Unsettled:** what comes with the newer
         *     `HttpSubscriptionUserConfirm` and `HttpSubscriptionUserUnsubscribe`; refuse them.
         * @example Notification
         */
        'X-SMN-MESSAGE-TYPE'?: components['parameters']['SmnMessageType'];
        /**
         * @description SMN only. The `message_id` of the body.
         * @example 5d0c86a1f2b94e7783ab0c1d52e6f904
         */
        'X-SMN-MESSAGE-ID'?: components['parameters']['SmnMessageId'];
        /**
         * @description SMN only. The `topic_urn` of the body.
         * @example urn:smn:cn-north-4:0123456789abcdef0123456789abcdef:vod-events
         */
        'X-SMN-TOPIC-URN'?: components['parameters']['SmnTopicUrn'];
        /**
         * @description SMN only. The subscription that the message is sent for. **Unsettled:** whether it is still sent; older
         *     editions of the page have it, for notifications and unsubscriptions only, and newer ones do not.
         * @example urn:smn:cn-north-4:0123456789abcdef0123456789abcdef:vod-events:8d21c4b7e6f05a3992b1d0c7e4f3a586
         */
        'X-SMN-SUBSCRIPTION-URN'?: components['parameters']['SmnSubscriptionUrn'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['EventEnvelope'];
      };
    };
    responses: {
      200: components['responses']['EventTaken'];
      401: components['responses']['EventRefused'];
      500: components['responses']['EventNotTaken'];
    };
  };
  onCoverComplete: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description MFS only. The signature, 64 lower-case hexadecimal digits. Sent when a key is set in the console; without a key
         *     nothing proves that a callback is from VOD. The example belongs to the vector under
         *     [Events](#tag/Events), not to the bodies shown here.
         * @example 4af5aeee309b588ab62ae23bf0a9b2cfa9cafb9e4801b94a5dcb863118e190c1
         */
        auth_sign?: components['parameters']['AuthSign'];
        /**
         * @description MFS only. When the callback was signed, a count since 1970. Sent when a key is set in the console.
         *     **Unsettled:** seconds or milliseconds; tell them apart by size. The example belongs to the vector under
         *     [Events](#tag/Events).
         * @example 1700000000000
         */
        auth_timestamp?: components['parameters']['AuthTimestamp'];
        /**
         * @description SMN only. What the message is: `Notification`, `SubscriptionConfirmation` or `UnsubscribeConfirmation`. Good for
         *     a first look; the member `type` of the body is the one that is signed. **Unsettled:** what comes with the newer
         *     `HttpSubscriptionUserConfirm` and `HttpSubscriptionUserUnsubscribe`; refuse them.
         * @example Notification
         */
        'X-SMN-MESSAGE-TYPE'?: components['parameters']['SmnMessageType'];
        /**
         * @description SMN only. The `message_id` of the body.
         * @example 5d0c86a1f2b94e7783ab0c1d52e6f904
         */
        'X-SMN-MESSAGE-ID'?: components['parameters']['SmnMessageId'];
        /**
         * @description SMN only. The `topic_urn` of the body.
         * @example urn:smn:cn-north-4:0123456789abcdef0123456789abcdef:vod-events
         */
        'X-SMN-TOPIC-URN'?: components['parameters']['SmnTopicUrn'];
        /**
         * @description SMN only. The subscription that the message is sent for. **Unsettled:** whether it is still sent; older
         *     editions of the page have it, for notifications and unsubscriptions only, and newer ones do not.
         * @example urn:smn:cn-north-4:0123456789abcdef0123456789abcdef:vod-events:8d21c4b7e6f05a3992b1d0c7e4f3a586
         */
        'X-SMN-SUBSCRIPTION-URN'?: components['parameters']['SmnSubscriptionUrn'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['EventEnvelope'];
      };
    };
    responses: {
      200: components['responses']['EventTaken'];
      401: components['responses']['EventRefused'];
      500: components['responses']['EventNotTaken'];
    };
  };
  onThumbnailComplete: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description MFS only. The signature, 64 lower-case hexadecimal digits. Sent when a key is set in the console; without a key
         *     nothing proves that a callback is from VOD. The example belongs to the vector under
         *     [Events](#tag/Events), not to the bodies shown here.
         * @example 4af5aeee309b588ab62ae23bf0a9b2cfa9cafb9e4801b94a5dcb863118e190c1
         */
        auth_sign?: components['parameters']['AuthSign'];
        /**
         * @description MFS only. When the callback was signed, a count since 1970. Sent when a key is set in the console.
         *     **Unsettled:** seconds or milliseconds; tell them apart by size. The example belongs to the vector under
         *     [Events](#tag/Events).
         * @example 1700000000000
         */
        auth_timestamp?: components['parameters']['AuthTimestamp'];
        /**
         * @description SMN only. What the message is: `Notification`, `SubscriptionConfirmation` or `UnsubscribeConfirmation`. Good for
         *     a first look; the member `type` of the body is the one that is signed. **Unsettled:** what comes with the newer
         *     `HttpSubscriptionUserConfirm` and `HttpSubscriptionUserUnsubscribe`; refuse them.
         * @example Notification
         */
        'X-SMN-MESSAGE-TYPE'?: components['parameters']['SmnMessageType'];
        /**
         * @description SMN only. The `message_id` of the body.
         * @example 5d0c86a1f2b94e7783ab0c1d52e6f904
         */
        'X-SMN-MESSAGE-ID'?: components['parameters']['SmnMessageId'];
        /**
         * @description SMN only. The `topic_urn` of the body.
         * @example urn:smn:cn-north-4:0123456789abcdef0123456789abcdef:vod-events
         */
        'X-SMN-TOPIC-URN'?: components['parameters']['SmnTopicUrn'];
        /**
         * @description SMN only. The subscription that the message is sent for. **Unsettled:** whether it is still sent; older
         *     editions of the page have it, for notifications and unsubscriptions only, and newer ones do not.
         * @example urn:smn:cn-north-4:0123456789abcdef0123456789abcdef:vod-events:8d21c4b7e6f05a3992b1d0c7e4f3a586
         */
        'X-SMN-SUBSCRIPTION-URN'?: components['parameters']['SmnSubscriptionUrn'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['EventEnvelope'];
      };
    };
    responses: {
      200: components['responses']['EventTaken'];
      401: components['responses']['EventRefused'];
      500: components['responses']['EventNotTaken'];
    };
  };
  onTranscodeComplete: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description MFS only. The signature, 64 lower-case hexadecimal digits. Sent when a key is set in the console; without a key
         *     nothing proves that a callback is from VOD. The example belongs to the vector under
         *     [Events](#tag/Events), not to the bodies shown here.
         * @example 4af5aeee309b588ab62ae23bf0a9b2cfa9cafb9e4801b94a5dcb863118e190c1
         */
        auth_sign?: components['parameters']['AuthSign'];
        /**
         * @description MFS only. When the callback was signed, a count since 1970. Sent when a key is set in the console.
         *     **Unsettled:** seconds or milliseconds; tell them apart by size. The example belongs to the vector under
         *     [Events](#tag/Events).
         * @example 1700000000000
         */
        auth_timestamp?: components['parameters']['AuthTimestamp'];
        /**
         * @description SMN only. What the message is: `Notification`, `SubscriptionConfirmation` or `UnsubscribeConfirmation`. Good for
         *     a first look; the member `type` of the body is the one that is signed. **Unsettled:** what comes with the newer
         *     `HttpSubscriptionUserConfirm` and `HttpSubscriptionUserUnsubscribe`; refuse them.
         * @example Notification
         */
        'X-SMN-MESSAGE-TYPE'?: components['parameters']['SmnMessageType'];
        /**
         * @description SMN only. The `message_id` of the body.
         * @example 5d0c86a1f2b94e7783ab0c1d52e6f904
         */
        'X-SMN-MESSAGE-ID'?: components['parameters']['SmnMessageId'];
        /**
         * @description SMN only. The `topic_urn` of the body.
         * @example urn:smn:cn-north-4:0123456789abcdef0123456789abcdef:vod-events
         */
        'X-SMN-TOPIC-URN'?: components['parameters']['SmnTopicUrn'];
        /**
         * @description SMN only. The subscription that the message is sent for. **Unsettled:** whether it is still sent; older
         *     editions of the page have it, for notifications and unsubscriptions only, and newer ones do not.
         * @example urn:smn:cn-north-4:0123456789abcdef0123456789abcdef:vod-events:8d21c4b7e6f05a3992b1d0c7e4f3a586
         */
        'X-SMN-SUBSCRIPTION-URN'?: components['parameters']['SmnSubscriptionUrn'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['EventEnvelope'];
      };
    };
    responses: {
      200: components['responses']['EventTaken'];
      401: components['responses']['EventRefused'];
      500: components['responses']['EventNotTaken'];
    };
  };
  onReviewComplete: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description MFS only. The signature, 64 lower-case hexadecimal digits. Sent when a key is set in the console; without a key
         *     nothing proves that a callback is from VOD. The example belongs to the vector under
         *     [Events](#tag/Events), not to the bodies shown here.
         * @example 4af5aeee309b588ab62ae23bf0a9b2cfa9cafb9e4801b94a5dcb863118e190c1
         */
        auth_sign?: components['parameters']['AuthSign'];
        /**
         * @description MFS only. When the callback was signed, a count since 1970. Sent when a key is set in the console.
         *     **Unsettled:** seconds or milliseconds; tell them apart by size. The example belongs to the vector under
         *     [Events](#tag/Events).
         * @example 1700000000000
         */
        auth_timestamp?: components['parameters']['AuthTimestamp'];
        /**
         * @description SMN only. What the message is: `Notification`, `SubscriptionConfirmation` or `UnsubscribeConfirmation`. Good for
         *     a first look; the member `type` of the body is the one that is signed. **Unsettled:** what comes with the newer
         *     `HttpSubscriptionUserConfirm` and `HttpSubscriptionUserUnsubscribe`; refuse them.
         * @example Notification
         */
        'X-SMN-MESSAGE-TYPE'?: components['parameters']['SmnMessageType'];
        /**
         * @description SMN only. The `message_id` of the body.
         * @example 5d0c86a1f2b94e7783ab0c1d52e6f904
         */
        'X-SMN-MESSAGE-ID'?: components['parameters']['SmnMessageId'];
        /**
         * @description SMN only. The `topic_urn` of the body.
         * @example urn:smn:cn-north-4:0123456789abcdef0123456789abcdef:vod-events
         */
        'X-SMN-TOPIC-URN'?: components['parameters']['SmnTopicUrn'];
        /**
         * @description SMN only. The subscription that the message is sent for. **Unsettled:** whether it is still sent; older
         *     editions of the page have it, for notifications and unsubscriptions only, and newer ones do not.
         * @example urn:smn:cn-north-4:0123456789abcdef0123456789abcdef:vod-events:8d21c4b7e6f05a3992b1d0c7e4f3a586
         */
        'X-SMN-SUBSCRIPTION-URN'?: components['parameters']['SmnSubscriptionUrn'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['EventEnvelope'];
      };
    };
    responses: {
      200: components['responses']['EventTaken'];
      401: components['responses']['EventRefused'];
      500: components['responses']['EventNotTaken'];
    };
  };
  onSmnSubscriptionConfirmation: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description SMN only. What the message is: `Notification`, `SubscriptionConfirmation` or `UnsubscribeConfirmation`. Good for
         *     a first look; the member `type` of the body is the one that is signed. **Unsettled:** what comes with the newer
         *     `HttpSubscriptionUserConfirm` and `HttpSubscriptionUserUnsubscribe`; refuse them.
         * @example Notification
         */
        'X-SMN-MESSAGE-TYPE'?: components['parameters']['SmnMessageType'];
        /**
         * @description SMN only. The `message_id` of the body.
         * @example 5d0c86a1f2b94e7783ab0c1d52e6f904
         */
        'X-SMN-MESSAGE-ID'?: components['parameters']['SmnMessageId'];
        /**
         * @description SMN only. The `topic_urn` of the body.
         * @example urn:smn:cn-north-4:0123456789abcdef0123456789abcdef:vod-events
         */
        'X-SMN-TOPIC-URN'?: components['parameters']['SmnTopicUrn'];
        /**
         * @description SMN only. The subscription that the message is sent for. **Unsettled:** whether it is still sent; older
         *     editions of the page have it, for notifications and unsubscriptions only, and newer ones do not.
         * @example urn:smn:cn-north-4:0123456789abcdef0123456789abcdef:vod-events:8d21c4b7e6f05a3992b1d0c7e4f3a586
         */
        'X-SMN-SUBSCRIPTION-URN'?: components['parameters']['SmnSubscriptionUrn'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['SmnSubscriptionConfirmation'];
      };
    };
    responses: {
      200: components['responses']['EventTaken'];
      401: components['responses']['EventRefused'];
      500: components['responses']['EventNotTaken'];
    };
  };
  onSmnUnsubscribeConfirmation: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description SMN only. What the message is: `Notification`, `SubscriptionConfirmation` or `UnsubscribeConfirmation`. Good for
         *     a first look; the member `type` of the body is the one that is signed. **Unsettled:** what comes with the newer
         *     `HttpSubscriptionUserConfirm` and `HttpSubscriptionUserUnsubscribe`; refuse them.
         * @example Notification
         */
        'X-SMN-MESSAGE-TYPE'?: components['parameters']['SmnMessageType'];
        /**
         * @description SMN only. The `message_id` of the body.
         * @example 5d0c86a1f2b94e7783ab0c1d52e6f904
         */
        'X-SMN-MESSAGE-ID'?: components['parameters']['SmnMessageId'];
        /**
         * @description SMN only. The `topic_urn` of the body.
         * @example urn:smn:cn-north-4:0123456789abcdef0123456789abcdef:vod-events
         */
        'X-SMN-TOPIC-URN'?: components['parameters']['SmnTopicUrn'];
        /**
         * @description SMN only. The subscription that the message is sent for. **Unsettled:** whether it is still sent; older
         *     editions of the page have it, for notifications and unsubscriptions only, and newer ones do not.
         * @example urn:smn:cn-north-4:0123456789abcdef0123456789abcdef:vod-events:8d21c4b7e6f05a3992b1d0c7e4f3a586
         */
        'X-SMN-SUBSCRIPTION-URN'?: components['parameters']['SmnSubscriptionUrn'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['SmnUnsubscribeConfirmation'];
      };
    };
    responses: {
      200: components['responses']['EventTaken'];
      401: components['responses']['EventRefused'];
      500: components['responses']['EventNotTaken'];
    };
  };
}
