// Made from openapi/ by `npm run generate`: do not edit.
/**
 * What to do about an error: `never` - mend the request first; `later` - nothing was done, repeat after a
 * pause; `new-token` - get a new token, then repeat once; `unknown` - it may have been carried out.
 */
export type RetryClass = 'never' | 'later' | 'new-token' | 'unknown';

/** What the contract says of an error code. */
export interface CatalogueEntry {
  /** What the code means. */
  readonly meaning: string;
  /** What to do about it. */
  readonly remedy: string;
  /** The HTTP statuses with which the code has been documented; none where no source gives one. */
  readonly statuses: readonly number[];
  /** Whether and how to repeat the request. */
  readonly retry: RetryClass;
}

/** The error catalogue, by error code. */
export const errorCatalogue: Readonly<Record<string, CatalogueEntry>> = {
  'VOD.10003': {
    meaning: 'The object to take in, or the file behind the URL, does not exist.',
    remedy: 'Check bucket, key and spelling, or open the URL yourself; both count capitals.',
    statuses: [400],
    retry: 'never',
  },
  'VOD.10013': {
    meaning: 'No cover could be made. Seen in the event coverComplete, not in answers.',
    remedy: 'Play the video to see whether its first picture is there; otherwise upload a cover.',
    statuses: [],
    retry: 'never',
  },
  'VOD.10051': {
    meaning: 'The service failed inside.',
    remedy:
      'Read the state before you repeat a call that creates something; if it stays, ask support with the request id.',
    statuses: [403, 500],
    retry: 'unknown',
  },
  'VOD.10052': {
    meaning: 'Parts of the service cannot reach each other.',
    remedy:
      'Read the state before you repeat a call that creates something; if it stays, ask support with the request id.',
    statuses: [403],
    retry: 'unknown',
  },
  'VOD.10053': {
    meaning: 'A parameter or field is missing or has a bad value; the text may name it.',
    remedy:
      'Compare the request with the contract; format is MP3 or AAC in upper case, asset_id must not be empty.',
    statuses: [400, 403],
    retry: 'never',
  },
  'VOD.10054': {
    meaning: 'VOD could not establish who is calling.',
    remedy: 'Check the token, or the access key and its signature.',
    statuses: [403],
    retry: 'never',
  },
  'VOD.10055': {
    meaning: 'The account has not passed real-name verification.',
    remedy: 'Complete the verification in the console.',
    statuses: [403],
    retry: 'never',
  },
  'VOD.10056': {
    meaning: 'The account is not in a normal state.',
    remedy: "Look at the account's state in the console.",
    statuses: [403],
    retry: 'never',
  },
  'VOD.10057': {
    meaning: 'The project in the path does not belong to the credentials.',
    remedy:
      "Take the project id of this region from the console's My Credentials page, and check the region of the endpoint.",
    statuses: [403],
    retry: 'never',
  },
  'VOD.10058': {
    meaning: 'The method is not one of this path.',
    remedy: 'Compare method and path with the contract.',
    statuses: [403],
    retry: 'never',
  },
  'VOD.10059': {
    meaning: 'The Content-Type of the request is wrong.',
    remedy: 'Send Content-Type: application/json.',
    statuses: [403],
    retry: 'never',
  },
  'VOD.10060': {
    meaning: "The asset's file has not arrived, or the asset is not published.",
    remedy: 'Wait until the asset is complete; publish it if the operation needs that.',
    statuses: [403],
    retry: 'never',
  },
  'VOD.10061': {
    meaning: 'The asset cannot be changed in its present state.',
    remedy: 'Wait for the task that runs on it.',
    statuses: [403],
    retry: 'later',
  },
  'VOD.10062': {
    meaning: 'The asset does not exist in this project and region.',
    remedy:
      "Check asset_id (the source video's, or the audio_asset_id when you read the result), the project and the region.",
    statuses: [400, 403],
    retry: 'never',
  },
  'VOD.10063': {
    meaning: 'The operation does not take assets of this type.',
    remedy:
      'Give a video with an audio track; an audio asset cannot be the source of an extraction.',
    statuses: [403],
    retry: 'never',
  },
  'VOD.10064': {
    meaning: 'The category does not exist.',
    remedy: 'Leave category_id out, or take an existing one.',
    statuses: [403],
    retry: 'never',
  },
  'VOD.10065': {
    meaning: 'A category of this name exists.',
    remedy: 'Use the one that exists, or another name.',
    statuses: [403],
    retry: 'never',
  },
  'VOD.10066': {
    meaning: 'The category would lie deeper than the 3 levels that are allowed.',
    remedy: 'Take a parent of a higher level.',
    statuses: [403],
    retry: 'never',
  },
  'VOD.10067': {
    meaning: 'There are too many categories.',
    remedy: 'Delete categories that are not needed; a category holds 128 at most.',
    statuses: [403],
    retry: 'never',
  },
  'VOD.10068': {
    meaning: 'The topic of SMN does not exist.',
    remedy: "Check the topic's URN and its region in the console of SMN.",
    statuses: [403],
    retry: 'never',
  },
  'VOD.10069': {
    meaning: 'The topic of SMN is there already.',
    remedy: 'Use it, or give another name.',
    statuses: [403],
    retry: 'never',
  },
  'VOD.10070': {
    meaning: 'VOD may not publish to the topic of SMN, so no events will come.',
    remedy: 'Allow VOD in the policy of the topic, then set the notification again.',
    statuses: [403],
    retry: 'never',
  },
  'VOD.10071': {
    meaning: 'The Referer check refused the request.',
    remedy: 'Look at the list of allowed referers of the domain in the console.',
    statuses: [403],
    retry: 'never',
  },
  'VOD.10072': {
    meaning:
      'The key of URL authentication cannot be replaced while the former one is still valid.',
    remedy: 'Wait until the former key has expired.',
    statuses: [403],
    retry: 'later',
  },
  'VOD.10073': {
    meaning: 'The transcoding could not be created.',
    remedy:
      'Look whether it exists before you start it again; ask support with the request id if it stays.',
    statuses: [403],
    retry: 'unknown',
  },
  'VOD.10074': {
    meaning: 'The caller may not do this.',
    remedy: "Give the IAM user the operation's permission.",
    statuses: [403],
    retry: 'never',
  },
  'VOD.10075': {
    meaning: 'An address in object storage is wrong, that of the source or that of the output.',
    remedy: 'Check bucket, region and key; the region has to be that of VOD.',
    statuses: [403],
    retry: 'never',
  },
  'VOD.10076': {
    meaning: 'The file in object storage could not be read.',
    remedy: 'Check that the object exists and that VOD may read the bucket.',
    statuses: [403],
    retry: 'never',
  },
  'VOD.10077': {
    meaning: 'The playback check of HMS refused.',
    remedy: 'Nothing better is known than to ask support.',
    statuses: [403],
    retry: 'never',
  },
  'VOD.10078': {
    meaning: 'The quota of the beta is used up.',
    remedy: 'Ask support for a higher quota.',
    statuses: [403],
    retry: 'never',
  },
  'VOD.10079': {
    meaning: 'No error: the task succeeded.',
    remedy: 'Nothing; read the result.',
    statuses: [403],
    retry: 'never',
  },
  'VOD.10080': {
    meaning: 'No error: the task runs.',
    remedy: 'Wait for it; do not start it a second time.',
    statuses: [403],
    retry: 'never',
  },
  'VOD.10081': {
    meaning: 'The parameters are wrong.',
    remedy: 'Compare the request with the contract.',
    statuses: [400, 403],
    retry: 'never',
  },
  'VOD.10082': {
    meaning: 'A template group of this name exists.',
    remedy: 'Use the one that exists, or another name.',
    statuses: [403],
    retry: 'never',
  },
  'VOD.10083': {
    meaning:
      "The asset's state does not allow the operation, often because a former task on it still runs.",
    remedy:
      'Wait a few minutes for the former task, then try again; a task that has started cannot be cancelled.',
    statuses: [400, 403],
    retry: 'later',
  },
  'VOD.10084': {
    meaning: 'Publishing failed.',
    remedy: 'Read the asset: its file has to be there. Then publish it again.',
    statuses: [403],
    retry: 'unknown',
  },
  'VOD.10085': {
    meaning: 'There are more domains than are allowed.',
    remedy: 'Remove a domain; 5 of your own are the limit.',
    statuses: [403],
    retry: 'never',
  },
  'VOD.10086': {
    meaning: 'More URLs to pre-load than one call may have.',
    remedy: 'Split the call; the text gives the limit.',
    statuses: [403],
    retry: 'never',
  },
  'VOD.10087': {
    meaning: 'More URLs to refresh than one call may have.',
    remedy: 'Split the call; the text gives the limit.',
    statuses: [403],
    retry: 'never',
  },
  'VOD.10088': {
    meaning: 'The domain is not enabled, so it cannot be changed.',
    remedy: 'Enable it first.',
    statuses: [403],
    retry: 'never',
  },
  'VOD.10089': {
    meaning: 'The acceleration domain does not exist.',
    remedy: 'Check its name in the console.',
    statuses: [403],
    retry: 'never',
  },
  'VOD.10090': {
    meaning: "The upload of the watermark's picture was not confirmed.",
    remedy: 'Confirm it with confirmImageUpload.',
    statuses: [403],
    retry: 'never',
  },
  'VOD.10091': {
    meaning: 'No error: the transcoding succeeded.',
    remedy: 'Nothing; read the result.',
    statuses: [403],
    retry: 'never',
  },
  'VOD.10092': {
    meaning: 'The file could not be processed.',
    remedy:
      'Play the source to see whether it is damaged; convert it to MP4 with H.264 and AAC and upload it again.',
    statuses: [403],
    retry: 'never',
  },
  'VOD.10093': {
    meaning: 'No error: the asset from object storage is published.',
    remedy: 'Nothing; read the asset.',
    statuses: [403],
    retry: 'never',
  },
  'VOD.10094': {
    meaning: 'The asset from object storage could not be published.',
    remedy:
      'Check that the object exists and that VOD may read it; read the asset before you try again.',
    statuses: [403],
    retry: 'unknown',
  },
  'VOD.10095': {
    meaning: 'The domain serves as an origin already, so that it cannot speed up playback as well.',
    remedy: 'Take two different domains.',
    statuses: [403],
    retry: 'never',
  },
  'VOD.10096': {
    meaning: 'The domain is in use.',
    remedy: 'Release it where it is used, or take another.',
    statuses: [403],
    retry: 'never',
  },
  'VOD.10097': {
    meaning: 'The default domain could not be created.',
    remedy: 'Ask support with the request id.',
    statuses: [403],
    retry: 'unknown',
  },
  'VOD.10098': {
    meaning: 'The domain is being configured.',
    remedy: 'Wait some minutes, then try again.',
    statuses: [403],
    retry: 'later',
  },
  'VOD.10099': {
    meaning: 'The asset is blocked.',
    remedy: 'Have it unblocked in the console.',
    statuses: [403],
    retry: 'never',
  },
  'VOD.10100': {
    meaning: 'No URL for the keys of encrypted playback is set.',
    remedy: 'Set it in the console, then ask again.',
    statuses: [403],
    retry: 'never',
  },
  'VOD.10101': {
    meaning: 'The asset is not encrypted, so that it has no key.',
    remedy: 'Ask for keys of encrypted assets only.',
    statuses: [400, 403],
    retry: 'never',
  },
  'VOD.10102': {
    meaning: 'Editing takes MP4 and FLV only.',
    remedy: 'Convert the source first.',
    statuses: [403],
    retry: 'never',
  },
  'VOD.10103': {
    meaning: 'The reference video is not among the videos to join.',
    remedy: 'Put it into the list.',
    statuses: [403],
    retry: 'never',
  },
  'VOD.10104': {
    meaning: 'The snapshots failed.',
    remedy: 'Play the source to see whether it is damaged, then start them again.',
    statuses: [403],
    retry: 'never',
  },
  'VOD.10105': {
    meaning: 'The moderation failed, so that nothing was judged.',
    remedy: 'Start it again; cn-east-2 does not have it.',
    statuses: [403],
    retry: 'never',
  },
  'VOD.10106': {
    meaning: 'The domain belongs to the system and cannot be deleted.',
    remedy: 'Leave it; delete domains of your own only.',
    statuses: [403],
    retry: 'never',
  },
  'VOD.10107': {
    meaning: "The system's domain cannot be set to HTTPS.",
    remedy: 'Use a domain of your own.',
    statuses: [403],
    retry: 'never',
  },
  'VOD.10108': {
    meaning: 'The cut is too short.',
    remedy: 'Move its start and end apart.',
    statuses: [403],
    retry: 'never',
  },
  'VOD.10109': {
    meaning: 'At most 10 URLs of short videos can be pre-loaded at once.',
    remedy: 'Split the call.',
    statuses: [403],
    retry: 'never',
  },
  'VOD.10110': {
    meaning: 'The pre-loading could not be created.',
    remedy: 'Check that a CDN domain is enabled, then try again.',
    statuses: [403],
    retry: 'unknown',
  },
  'VOD.10111': {
    meaning: 'The caller may not use this resource.',
    remedy: 'Give the IAM user the permission for the asset or its group.',
    statuses: [403],
    retry: 'never',
  },
  'VOD.10113': {
    meaning: 'The notification of object storage events is not set.',
    remedy: 'Set it for the bucket in the console.',
    statuses: [403],
    retry: 'never',
  },
  'VOD.10114': {
    meaning: 'VOD may not use the bucket.',
    remedy: 'Authorize the bucket for VOD in the console; it has to be in the same region.',
    statuses: [403],
    retry: 'never',
  },
  'VOD.10115': {
    meaning: 'The bucket takes outputs, so that its authorization cannot be taken back.',
    remedy: 'Give another output bucket first.',
    statuses: [403],
    retry: 'never',
  },
  'VOD.10116': {
    meaning: 'The events of object storage are being configured.',
    remedy: 'Wait some minutes, then try again.',
    statuses: [403],
    retry: 'later',
  },
  'VOD.10117': {
    meaning: 'Hosting uses the template.',
    remedy: 'Take it out of hosting first.',
    statuses: [403],
    retry: 'never',
  },
  'VOD.10118': {
    meaning: 'The bucket is being synchronized.',
    remedy: 'Wait until that has ended.',
    statuses: [403],
    retry: 'later',
  },
  'VOD.10119': {
    meaning: 'The URL is mapped already.',
    remedy: 'Use the mapping that exists, or remove it.',
    statuses: [403],
    retry: 'never',
  },
  'VOD.10120': {
    meaning: 'The account is in arrears.',
    remedy: 'Top up the account.',
    statuses: [403],
    retry: 'never',
  },
  'VOD.10121': {
    meaning: 'A file could not be fetched from its URL.',
    remedy: 'Open the URL from another network; it has to end in a file extension.',
    statuses: [403],
    retry: 'never',
  },
  'VOD.10122': {
    meaning: 'The fetching of a URL could not be cancelled.',
    remedy: 'Read its state; it may have ended.',
    statuses: [403],
    retry: 'never',
  },
  'VOD.10123': {
    meaning: 'The fetching of a URL runs or is being cancelled, so that it cannot be deleted.',
    remedy: 'Wait until it has ended.',
    statuses: [403],
    retry: 'later',
  },
  'VOD.10124': {
    meaning: 'A watermark template is wrong or missing; the text names it.',
    remedy: "Check the template's id.",
    statuses: [403],
    retry: 'never',
  },
  'VOD.10125': {
    meaning: 'There are as many watermarks as are allowed; the text gives the number.',
    remedy: 'Remove one; a video takes 2.',
    statuses: [403],
    retry: 'never',
  },
  'VOD.10126': {
    meaning: 'The asset is not waiting for an upload.',
    remedy: 'Confirm an upload once, after the file is complete; read the asset to see its state.',
    statuses: [403],
    retry: 'never',
  },
  'VOD.10127': {
    meaning: 'The media analysis behind VOD is overloaded.',
    remedy: 'Slow down, and try again after a pause.',
    statuses: [403],
    retry: 'later',
  },
  'VOD.10128': {
    meaning: "The task's state does not allow it to go on.",
    remedy: 'Read its state; start a new one if it has ended.',
    statuses: [403],
    retry: 'never',
  },
  'VOD.10129': {
    meaning: 'The subtitle file does not exist.',
    remedy: 'Upload it, and check its number.',
    statuses: [403],
    retry: 'never',
  },
  'VOD.10130': {
    meaning: 'The domain does not take hotlink protection; the text names it.',
    remedy: 'Use a domain of your own.',
    statuses: [403],
    retry: 'never',
  },
  'VOD.10131': {
    meaning: 'A watermark template of this name exists.',
    remedy: 'Use the one that exists, or another name.',
    statuses: [403],
    retry: 'never',
  },
  'VOD.10132': {
    meaning: 'The account is closed or frozen.',
    remedy: "Look at the account's state in the console.",
    statuses: [403],
    retry: 'never',
  },
  'VOD.10133': {
    meaning: 'The caller may not use a resource that this one depends on.',
    remedy: 'Give the IAM user the permission for it.',
    statuses: [403],
    retry: 'never',
  },
  'VOD.10134': {
    meaning: 'The domain is not valid.',
    remedy: 'Check its name and its registration.',
    statuses: [403],
    retry: 'never',
  },
  'VOD.10135': {
    meaning: 'No upload of the asset is under way, so that no URL is given for one.',
    remedy: 'Create the asset again, or check its state; a confirmed upload is over.',
    statuses: [403],
    retry: 'never',
  },
  'VOD.10136': {
    meaning: 'The feature is off for the moment.',
    remedy: 'Try again later; the notices of the service may say when.',
    statuses: [403],
    retry: 'later',
  },
  'VOD.10137': {
    meaning: 'Too many assets to publish or to withdraw in one call; the text gives the limit.',
    remedy: 'Split the call.',
    statuses: [403],
    retry: 'never',
  },
  'VOD.10138': {
    meaning: 'The bucket is not authorized, or the IAM user may not read object storage.',
    remedy: 'Authorize the bucket for VOD, or give the user the permission for OBS.',
    statuses: [403],
    retry: 'never',
  },
  'VOD.20051': {
    meaning: 'Made by the older client SDK itself, not by the service: the parameters are wrong.',
    remedy: 'Compare them with the contract.',
    statuses: [],
    retry: 'never',
  },
  'VOD.20052': {
    meaning:
      'Made by the older client SDK itself, not by the service: the answer could not be read.',
    remedy:
      'See what stands between you and VOD, such as a proxy; read the state before you repeat a call that creates something.',
    statuses: [],
    retry: 'unknown',
  },
  'VOD.20053': {
    meaning:
      'Made by the older client SDK itself, not by the service: the URL could not be encrypted.',
    remedy: 'Check the key of URL authentication.',
    statuses: [],
    retry: 'never',
  },
  'VOD.20055': {
    meaning: 'Made by the older client SDK itself, not by the service: VOD could not be reached.',
    remedy: 'Check network, DNS and proxy, and the region of the endpoint.',
    statuses: [],
    retry: 'later',
  },
  'VOD.100021010': {
    meaning:
      'Parts of the service could not reach each other. Seen in the description of an asset, not in answers.',
    remedy: "Upload the asset again; if it stays, ask support with the asset's id.",
    statuses: [],
    retry: 'never',
  },
  'VST.10001': {
    meaning:
      'A parameter is missing or has a bad value; from the part that keeps statistics and storage.',
    remedy: 'Compare the request with the contract.',
    statuses: [400],
    retry: 'never',
  },
  'VST.10002': {
    meaning: 'The part that keeps statistics and storage failed inside.',
    remedy: 'Try again after a pause; if it stays, ask support with the request id.',
    statuses: [400, 500],
    retry: 'unknown',
  },
  'VST.10004': {
    meaning: 'The part that keeps statistics and storage could not establish who is calling.',
    remedy: 'Check the token, or the access key and its signature.',
    statuses: [400],
    retry: 'never',
  },
  'APIGW.0101': {
    meaning: 'The gateway knows no API at this host, path and method.',
    remedy: 'Check the endpoint, the path and the method.',
    statuses: [404],
    retry: 'never',
  },
  'APIGW.0103': {
    meaning: 'The API is set up wrongly: its service does not exist. Nothing was done.',
    remedy: 'Not yours to mend: ask support with the request id.',
    statuses: [404, 500],
    retry: 'never',
  },
  'APIGW.0104': {
    meaning: 'The API is set up wrongly: a plug-in does not exist. Nothing was done.',
    remedy: 'Not yours to mend: ask support with the request id.',
    statuses: [400, 500],
    retry: 'never',
  },
  'APIGW.0105': {
    meaning: 'The API is set up wrongly: its service is not configured. Nothing was done.',
    remedy: 'Not yours to mend: ask support with the request id.',
    statuses: [400, 500],
    retry: 'never',
  },
  'APIGW.0106': {
    meaning: 'The gateway could not map the parameters.',
    remedy:
      'Compare the parameters with the contract; if they are right, ask support with the request id.',
    statuses: [400],
    retry: 'never',
  },
  'APIGW.0201': {
    meaning:
      'The gateway refused the request or got no answer from the service; the status says which.',
    remedy:
      '413 - the body is over 12 MB; 414 or 494 - the URL or a header is over 32 KB; 502 and 504 - the service was not reached or did not answer.',
    statuses: [400, 413, 414, 494, 500, 502, 504],
    retry: 'unknown',
  },
  'APIGW.0204': {
    meaning: 'The version of TLS is too old; the text names it.',
    remedy: 'Use TLS 1.2 or newer.',
    statuses: [400],
    retry: 'never',
  },
  'APIGW.0301': {
    meaning: 'The gateway does not accept the token or the signature.',
    remedy:
      'Token expired or not readable: get a new one, repeat once. Clock off: correct it, sign again once. Anything else: do not repeat; more than five failures in a row lock the key for 5 minutes.',
    statuses: [401],
    retry: 'never',
  },
  'APIGW.0302': {
    meaning: 'The IAM user may not call this API.',
    remedy: "Give the user the operation's permission.",
    statuses: [403],
    retry: 'never',
  },
  'APIGW.0303': {
    meaning: 'The signature of an app is wrong; VOD does not use apps.',
    remedy: 'Sign with an access key as the contract describes, or use a token.',
    statuses: [401],
    retry: 'never',
  },
  'APIGW.0304': {
    meaning: 'The app may not call the API; VOD does not use apps.',
    remedy: 'Sign with an access key as the contract describes, or use a token.',
    statuses: [403],
    retry: 'never',
  },
  'APIGW.0305': {
    meaning: "A check of the caller by the API's own means failed.",
    remedy: 'Check the token, or the access key and its signature.',
    statuses: [401],
    retry: 'never',
  },
  'APIGW.0306': {
    meaning: 'The gateway does not let the caller in.',
    remedy: "Check the account's state and the user's permissions.",
    statuses: [403],
    retry: 'never',
  },
  'APIGW.0307': {
    meaning: 'The token has expired or is of another region.',
    remedy: 'Get a new token from the IAM endpoint of the same region.',
    statuses: [401],
    retry: 'new-token',
  },
  'APIGW.0308': {
    meaning: 'More calls than the rate limit allows; nothing was done.',
    remedy: 'Wait for the window of one minute to pass.',
    statuses: [429],
    retry: 'later',
  },
  'APIGW.0310': {
    meaning: 'The project cannot be used.',
    remedy: "Look at the project's state in the console.",
    statuses: [403],
    retry: 'never',
  },
  'APIGW.0311': {
    meaning: 'The credentials of a debugging session are wrong.',
    remedy: 'Leave out what asks for debugging.',
    statuses: [401],
    retry: 'never',
  },
  'APIGW.0401': {
    meaning: 'The gateway could not see from which address the request came.',
    remedy: 'Look at the proxy between you and VOD.',
    statuses: [403],
    retry: 'never',
  },
  'APIGW.0402': {
    meaning: 'The address from which the request came is not allowed.',
    remedy: 'Call from an address that is, or have yours allowed.',
    statuses: [403],
    retry: 'never',
  },
  'APIGW.0404': {
    meaning: 'The gateway may not reach the address of the service.',
    remedy: 'Not yours to mend: ask support with the request id.',
    statuses: [403],
    retry: 'never',
  },
  'APIGW.0501': {
    meaning: 'The quota of an app is used up; VOD does not use apps.',
    remedy: 'Ask support with the request id.',
    statuses: [405],
    retry: 'never',
  },
  'APIGW.0502': {
    meaning: 'The app is frozen; VOD does not use apps.',
    remedy: 'Ask support with the request id.',
    statuses: [405],
    retry: 'never',
  },
  'APIGW.0601': {
    meaning: 'The gateway failed inside.',
    remedy: 'Read the state before you repeat a call that creates something.',
    statuses: [500],
    retry: 'unknown',
  },
  'APIGW.0602': {
    meaning: 'The gateway could not read the request.',
    remedy: 'Check that method, path, headers and body make a proper HTTP request.',
    statuses: [400],
    retry: 'never',
  },
  'APIGW.0605': {
    meaning: 'The gateway could not resolve the name of the service.',
    remedy: 'Try again after a pause; if it stays, ask support with the request id.',
    statuses: [500],
    retry: 'later',
  },
  'APIGW.0606': {
    meaning: 'The gateway could not load the API.',
    remedy: 'Try again after a pause; if it stays, ask support with the request id.',
    statuses: [500],
    retry: 'later',
  },
  'APIGW.0607': {
    meaning: 'The protocol is not allowed; the text names the one that is.',
    remedy: 'Use HTTPS.',
    statuses: [400],
    retry: 'never',
  },
  'APIGW.0608': {
    meaning: 'The gateway could not get a token of its own.',
    remedy: 'Try again after a pause; if it stays, ask support with the request id.',
    statuses: [500],
    retry: 'later',
  },
  'APIGW.0609': {
    meaning: 'The gateway found no channel to the service.',
    remedy: 'Try again after a pause; if it stays, ask support with the request id.',
    statuses: [500],
    retry: 'later',
  },
  'APIGW.0610': {
    meaning: 'The gateway found no server of the service; nothing was done.',
    remedy: 'Repeat after a pause.',
    statuses: [502],
    retry: 'later',
  },
  'APIGW.0611': {
    meaning: 'The API is set up wrongly: the service has no port.',
    remedy: 'Not yours to mend: ask support with the request id.',
    statuses: [500],
    retry: 'never',
  },
  'APIGW.0612': {
    meaning: 'The API is set up wrongly: it calls itself.',
    remedy: 'Not yours to mend: ask support with the request id.',
    statuses: [500],
    retry: 'never',
  },
  'APIGW.0613': {
    meaning: 'The gateway could not reach IAM to check the caller; nothing was done.',
    remedy: 'Repeat after a pause.',
    statuses: [503],
    retry: 'later',
  },
  'APIGW.0705': {
    meaning: 'The gateway could not sign its own request to the service.',
    remedy: 'Try again after a pause; if it stays, ask support with the request id.',
    statuses: [500],
    retry: 'unknown',
  },
  'APIGW.0802': {
    meaning: 'The IAM user may not use this region.',
    remedy: 'Call a region that the user may use, or have this one allowed.',
    statuses: [403],
    retry: 'never',
  },
  'APIGW.1009': {
    meaning: 'The key or the secret of an app is wrong; VOD does not use apps.',
    remedy: 'Sign with an access key as the contract describes, or use a token.',
    statuses: [400],
    retry: 'never',
  },
  'IAM.0001': {
    meaning: 'No credentials, or wrong ones.',
    remedy: 'Send the token, or sign the request; at a login check name, password and account.',
    statuses: [401],
    retry: 'never',
  },
  'IAM.0002': {
    meaning: 'The caller may not do this.',
    remedy: 'Give the IAM user the permission.',
    statuses: [403],
    retry: 'never',
  },
  'IAM.0003': {
    meaning: 'A policy forbids the action; the text names it.',
    remedy: 'Change the policy, or use another user.',
    statuses: [403],
    retry: 'never',
  },
  'IAM.0004': {
    meaning: 'Something that the request names does not exist; the text names it.',
    remedy: 'Check the names and ids, and the region.',
    statuses: [404],
    retry: 'never',
  },
  'IAM.0005': {
    meaning: 'It clashes with what IAM has stored; the text names it.',
    remedy: 'Read what exists.',
    statuses: [409],
    retry: 'never',
  },
  'IAM.0006': {
    meaning: 'IAM failed inside.',
    remedy: 'Try again after a pause.',
    statuses: [500],
    retry: 'unknown',
  },
  'IAM.0007': {
    meaning: 'A parameter has a bad value; the text names it.',
    remedy: 'Compare it with the contract.',
    statuses: [400],
    retry: 'never',
  },
  'IAM.0011': {
    meaning: 'The body is not as IAM wants it.',
    remedy: 'Compare it with the contract; a missing comma is enough.',
    statuses: [400],
    retry: 'never',
  },
  'IAM.0012': {
    meaning: 'Too many calls; the text gives the limit.',
    remedy:
      'Wait for the time that the text gives, and keep the token instead of getting one for every call.',
    statuses: [429],
    retry: 'later',
  },
  'IAM.0061': {
    meaning: 'The account is locked, likely after wrong passwords.',
    remedy:
      'Wait until the lock ends, or have an administrator lift it; do not try passwords meanwhile.',
    statuses: [401],
    retry: 'never',
  },
  'IAM.0062': {
    meaning: 'The password is wrong.',
    remedy: 'Check it before you try again, since wrong passwords may lock the account.',
    statuses: [401],
    retry: 'never',
  },
  'IAM.0064': {
    meaning: 'The token does not allow this.',
    remedy: 'Get a token of a user, and of a project, that may.',
    statuses: [401],
    retry: 'never',
  },
  'IAM.0066': {
    meaning: 'The token has expired.',
    remedy: 'Get a new one.',
    statuses: [401],
    retry: 'new-token',
  },
  'IAM.0067': {
    meaning: 'The token is not valid.',
    remedy: 'Get a new one; check that it was copied as a whole.',
    statuses: [401],
    retry: 'new-token',
  },
  'IAM.0072': {
    meaning: 'A member of the body is missing; the text names it.',
    remedy: 'Add it.',
    statuses: [400],
    retry: 'never',
  },
  'IAM.0073': {
    meaning: 'A member of the body has a bad value; the text names both.',
    remedy: 'Mend it.',
    statuses: [400],
    retry: 'never',
  },
  'IAM.0080': {
    meaning: 'The user of the access key is disabled.',
    remedy: 'Enable the user, or use another key.',
    statuses: [403],
    retry: 'never',
  },
  'IAM.0081': {
    meaning: 'The user may use the console only.',
    remedy: 'Allow the user programmatic access.',
    statuses: [403],
    retry: 'never',
  },
  'IAM.0082': {
    meaning: 'The user is disabled.',
    remedy: 'Enable the user.',
    statuses: [403],
    retry: 'never',
  },
  'IAM.0083': {
    meaning: 'The region is private, and the caller may not use it.',
    remedy: 'Use another region.',
    statuses: [403],
    retry: 'never',
  },
  'IAM.1101': {
    meaning: 'The body is empty, or larger than 32 KB.',
    remedy: 'Send a body of the right size.',
    statuses: [400],
    retry: 'never',
  },
  'IAM.1102': {
    meaning: 'A member of the body has a bad value; the text names it.',
    remedy: 'Mend it.',
    statuses: [400],
    retry: 'never',
  },
  'IAM.1103': {
    meaning: 'A member of the body is missing; the text names it.',
    remedy: 'Add it.',
    statuses: [400],
    retry: 'never',
  },
  'IAM.1104': {
    meaning: 'The access key is blocked.',
    remedy: 'Use another key, and find out why.',
    statuses: [400],
    retry: 'never',
  },
  'IAM.1105': {
    meaning: 'The access key has expired.',
    remedy: 'Use another key.',
    statuses: [400],
    retry: 'never',
  },
  'IAM.1106': {
    meaning: 'The user of the access key does not exist.',
    remedy: 'Use a key of a user who does.',
    statuses: [400],
    retry: 'never',
  },
  'IAM.1107': {
    meaning: 'The access key is not active.',
    remedy: 'Activate it, or use another key.',
    statuses: [400],
    retry: 'never',
  },
  'IAM.1108': {
    meaning: 'The security token of a temporary access key has expired.',
    remedy: 'Get temporary keys anew: all three parts, not the token alone.',
    statuses: [400],
    retry: 'never',
  },
  'IAM.1109': {
    meaning: 'The project does not exist.',
    remedy: "Find the project's id with keystoneListProjects.",
    statuses: [400],
    retry: 'never',
  },
};
