// Made from openapi/ by `npm run generate`: do not edit.
/**
 * What to do about an error: `never` - mend the request first; `later` - nothing was done, repeat after a
 * pause; `new-token` - get a new token, then repeat once; `unknown` - it may have been carried out.
 */
export type RetryClass = 'never' | 'later' | 'new-token' | 'unknown';

/** What the client has to know of an error code. */
export interface CatalogueEntry {
  /** What to do about it. */
  readonly remedy: string;
  /** Whether and how to repeat the request. */
  readonly retry: RetryClass;
}

/** The error catalogue, by error code. */
export const errorCatalogue: Readonly<Record<string, CatalogueEntry>> = {
  'VOD.10003': {
    remedy: 'Check bucket, key and spelling, or open the URL yourself; both count capitals.',
    retry: 'never',
  },
  'VOD.10013': {
    remedy: 'Play the video to see whether its first picture is there; otherwise upload a cover.',
    retry: 'never',
  },
  'VOD.10051': {
    remedy:
      'Read the state before you repeat a call that creates something; if it stays, ask support with the request id.',
    retry: 'unknown',
  },
  'VOD.10052': {
    remedy:
      'Read the state before you repeat a call that creates something; if it stays, ask support with the request id.',
    retry: 'unknown',
  },
  'VOD.10053': {
    remedy:
      'Compare the request with the contract; format is MP3 or AAC in upper case, asset_id must not be empty.',
    retry: 'never',
  },
  'VOD.10054': { remedy: 'Check the token, or the access key and its signature.', retry: 'never' },
  'VOD.10055': { remedy: 'Complete the verification in the console.', retry: 'never' },
  'VOD.10056': { remedy: "Look at the account's state in the console.", retry: 'never' },
  'VOD.10057': {
    remedy:
      "Take the project id of this region from the console's My Credentials page, and check the region of the endpoint.",
    retry: 'never',
  },
  'VOD.10058': { remedy: 'Compare method and path with the contract.', retry: 'never' },
  'VOD.10059': { remedy: 'Send Content-Type: application/json.', retry: 'never' },
  'VOD.10060': {
    remedy: 'Wait until the asset is complete; publish it if the operation needs that.',
    retry: 'never',
  },
  'VOD.10061': { remedy: 'Wait for the task that runs on it.', retry: 'later' },
  'VOD.10062': {
    remedy:
      "Check asset_id (the source video's, or the audio_asset_id when you read the result), the project and the region.",
    retry: 'never',
  },
  'VOD.10063': {
    remedy:
      'Give a video with an audio track; an audio asset cannot be the source of an extraction.',
    retry: 'never',
  },
  'VOD.10064': { remedy: 'Leave category_id out, or take an existing one.', retry: 'never' },
  'VOD.10065': { remedy: 'Use the one that exists, or another name.', retry: 'never' },
  'VOD.10066': { remedy: 'Take a parent of a higher level.', retry: 'never' },
  'VOD.10067': {
    remedy: 'Delete categories that are not needed; a category holds 128 at most.',
    retry: 'never',
  },
  'VOD.10068': {
    remedy: "Check the topic's URN and its region in the console of SMN.",
    retry: 'never',
  },
  'VOD.10069': { remedy: 'Use it, or give another name.', retry: 'never' },
  'VOD.10070': {
    remedy: 'Allow VOD in the policy of the topic, then set the notification again.',
    retry: 'never',
  },
  'VOD.10071': {
    remedy: 'Look at the list of allowed referers of the domain in the console.',
    retry: 'never',
  },
  'VOD.10072': { remedy: 'Wait until the former key has expired.', retry: 'later' },
  'VOD.10073': {
    remedy:
      'Look whether it exists before you start it again; ask support with the request id if it stays.',
    retry: 'unknown',
  },
  'VOD.10074': { remedy: "Give the IAM user the operation's permission.", retry: 'never' },
  'VOD.10075': {
    remedy: 'Check bucket, region and key; the region has to be that of VOD.',
    retry: 'never',
  },
  'VOD.10076': {
    remedy: 'Check that the object exists and that VOD may read the bucket.',
    retry: 'never',
  },
  'VOD.10077': { remedy: 'Nothing better is known than to ask support.', retry: 'never' },
  'VOD.10078': { remedy: 'Ask support for a higher quota.', retry: 'never' },
  'VOD.10079': { remedy: 'Nothing; read the result.', retry: 'never' },
  'VOD.10080': { remedy: 'Wait for it; do not start it a second time.', retry: 'never' },
  'VOD.10081': { remedy: 'Compare the request with the contract.', retry: 'never' },
  'VOD.10082': { remedy: 'Use the one that exists, or another name.', retry: 'never' },
  'VOD.10083': {
    remedy:
      'Wait a few minutes for the former task, then try again; a task that has started cannot be cancelled.',
    retry: 'later',
  },
  'VOD.10084': {
    remedy: 'Read the asset: its file has to be there. Then publish it again.',
    retry: 'unknown',
  },
  'VOD.10085': { remedy: 'Remove a domain; 5 of your own are the limit.', retry: 'never' },
  'VOD.10086': { remedy: 'Split the call; the text gives the limit.', retry: 'never' },
  'VOD.10087': { remedy: 'Split the call; the text gives the limit.', retry: 'never' },
  'VOD.10088': { remedy: 'Enable it first.', retry: 'never' },
  'VOD.10089': { remedy: 'Check its name in the console.', retry: 'never' },
  'VOD.10090': { remedy: 'Confirm it with confirmImageUpload.', retry: 'never' },
  'VOD.10091': { remedy: 'Nothing; read the result.', retry: 'never' },
  'VOD.10092': {
    remedy:
      'Play the source to see whether it is damaged; convert it to MP4 with H.264 and AAC and upload it again.',
    retry: 'never',
  },
  'VOD.10093': { remedy: 'Nothing; read the asset.', retry: 'never' },
  'VOD.10094': {
    remedy:
      'Check that the object exists and that VOD may read it; read the asset before you try again.',
    retry: 'unknown',
  },
  'VOD.10095': { remedy: 'Take two different domains.', retry: 'never' },
  'VOD.10096': { remedy: 'Release it where it is used, or take another.', retry: 'never' },
  'VOD.10097': { remedy: 'Ask support with the request id.', retry: 'unknown' },
  'VOD.10098': { remedy: 'Wait some minutes, then try again.', retry: 'later' },
  'VOD.10099': { remedy: 'Have it unblocked in the console.', retry: 'never' },
  'VOD.10100': { remedy: 'Set it in the console, then ask again.', retry: 'never' },
  'VOD.10101': { remedy: 'Ask for keys of encrypted assets only.', retry: 'never' },
  'VOD.10102': { remedy: 'Convert the source first.', retry: 'never' },
  'VOD.10103': { remedy: 'Put it into the list.', retry: 'never' },
  'VOD.10104': {
    remedy: 'Play the source to see whether it is damaged, then start them again.',
    retry: 'never',
  },
  'VOD.10105': { remedy: 'Start it again; cn-east-2 does not have it.', retry: 'never' },
  'VOD.10106': { remedy: 'Leave it; delete domains of your own only.', retry: 'never' },
  'VOD.10107': { remedy: 'Use a domain of your own.', retry: 'never' },
  'VOD.10108': { remedy: 'Move its start and end apart.', retry: 'never' },
  'VOD.10109': { remedy: 'Split the call.', retry: 'never' },
  'VOD.10110': { remedy: 'Check that a CDN domain is enabled, then try again.', retry: 'unknown' },
  'VOD.10111': {
    remedy: 'Give the IAM user the permission for the asset or its group.',
    retry: 'never',
  },
  'VOD.10113': { remedy: 'Set it for the bucket in the console.', retry: 'never' },
  'VOD.10114': {
    remedy: 'Authorize the bucket for VOD in the console; it has to be in the same region.',
    retry: 'never',
  },
  'VOD.10115': { remedy: 'Give another output bucket first.', retry: 'never' },
  'VOD.10116': { remedy: 'Wait some minutes, then try again.', retry: 'later' },
  'VOD.10117': { remedy: 'Take it out of hosting first.', retry: 'never' },
  'VOD.10118': { remedy: 'Wait until that has ended.', retry: 'later' },
  'VOD.10119': { remedy: 'Use the mapping that exists, or remove it.', retry: 'never' },
  'VOD.10120': { remedy: 'Top up the account.', retry: 'never' },
  'VOD.10121': {
    remedy: 'Open the URL from another network; it has to end in a file extension.',
    retry: 'never',
  },
  'VOD.10122': { remedy: 'Read its state; it may have ended.', retry: 'never' },
  'VOD.10123': { remedy: 'Wait until it has ended.', retry: 'later' },
  'VOD.10124': { remedy: "Check the template's id.", retry: 'never' },
  'VOD.10125': { remedy: 'Remove one; a video takes 2.', retry: 'never' },
  'VOD.10126': {
    remedy: 'Confirm an upload once, after the file is complete; read the asset to see its state.',
    retry: 'never',
  },
  'VOD.10127': { remedy: 'Slow down, and try again after a pause.', retry: 'later' },
  'VOD.10128': { remedy: 'Read its state; start a new one if it has ended.', retry: 'never' },
  'VOD.10129': { remedy: 'Upload it, and check its number.', retry: 'never' },
  'VOD.10130': { remedy: 'Use a domain of your own.', retry: 'never' },
  'VOD.10131': { remedy: 'Use the one that exists, or another name.', retry: 'never' },
  'VOD.10132': { remedy: "Look at the account's state in the console.", retry: 'never' },
  'VOD.10133': { remedy: 'Give the IAM user the permission for it.', retry: 'never' },
  'VOD.10134': { remedy: 'Check its name and its registration.', retry: 'never' },
  'VOD.10135': {
    remedy: 'Create the asset again, or check its state; a confirmed upload is over.',
    retry: 'never',
  },
  'VOD.10136': {
    remedy: 'Try again later; the notices of the service may say when.',
    retry: 'later',
  },
  'VOD.10137': { remedy: 'Split the call.', retry: 'never' },
  'VOD.10138': {
    remedy: 'Authorize the bucket for VOD, or give the user the permission for OBS.',
    retry: 'never',
  },
  'VOD.20051': { remedy: 'Compare them with the contract.', retry: 'never' },
  'VOD.20052': {
    remedy:
      'See what stands between you and VOD, such as a proxy; read the state before you repeat a call that creates something.',
    retry: 'unknown',
  },
  'VOD.20053': { remedy: 'Check the key of URL authentication.', retry: 'never' },
  'VOD.20055': {
    remedy: 'Check network, DNS and proxy, and the region of the endpoint.',
    retry: 'later',
  },
  'VOD.100021010': {
    remedy: "Upload the asset again; if it stays, ask support with the asset's id.",
    retry: 'never',
  },
  'VST.10001': { remedy: 'Compare the request with the contract.', retry: 'never' },
  'VST.10002': {
    remedy: 'Try again after a pause; if it stays, ask support with the request id.',
    retry: 'unknown',
  },
  'VST.10004': { remedy: 'Check the token, or the access key and its signature.', retry: 'never' },
  'APIGW.0101': { remedy: 'Check the endpoint, the path and the method.', retry: 'never' },
  'APIGW.0103': { remedy: 'Not yours to mend: ask support with the request id.', retry: 'never' },
  'APIGW.0104': { remedy: 'Not yours to mend: ask support with the request id.', retry: 'never' },
  'APIGW.0105': { remedy: 'Not yours to mend: ask support with the request id.', retry: 'never' },
  'APIGW.0106': {
    remedy:
      'Compare the parameters with the contract; if they are right, ask support with the request id.',
    retry: 'never',
  },
  'APIGW.0201': {
    remedy:
      '413 - the body is over 12 MB; 414 or 494 - the URL or a header is over 32 KB; 502 and 504 - the service was not reached or did not answer.',
    retry: 'unknown',
  },
  'APIGW.0204': { remedy: 'Use TLS 1.2 or newer.', retry: 'never' },
  'APIGW.0301': {
    remedy:
      'Token expired or not readable: get a new one, repeat once. Clock off: correct it, sign again once. Anything else: do not repeat; more than five failures in a row lock the key for 5 minutes.',
    retry: 'never',
  },
  'APIGW.0302': { remedy: "Give the user the operation's permission.", retry: 'never' },
  'APIGW.0303': {
    remedy: 'Sign with an access key as the contract describes, or use a token.',
    retry: 'never',
  },
  'APIGW.0304': {
    remedy: 'Sign with an access key as the contract describes, or use a token.',
    retry: 'never',
  },
  'APIGW.0305': { remedy: 'Check the token, or the access key and its signature.', retry: 'never' },
  'APIGW.0306': { remedy: "Check the account's state and the user's permissions.", retry: 'never' },
  'APIGW.0307': {
    remedy: 'Get a new token from the IAM endpoint of the same region.',
    retry: 'new-token',
  },
  'APIGW.0308': { remedy: 'Wait for the window of one minute to pass.', retry: 'later' },
  'APIGW.0310': { remedy: "Look at the project's state in the console.", retry: 'never' },
  'APIGW.0311': { remedy: 'Leave out what asks for debugging.', retry: 'never' },
  'APIGW.0401': { remedy: 'Look at the proxy between you and VOD.', retry: 'never' },
  'APIGW.0402': { remedy: 'Call from an address that is, or have yours allowed.', retry: 'never' },
  'APIGW.0404': { remedy: 'Not yours to mend: ask support with the request id.', retry: 'never' },
  'APIGW.0501': { remedy: 'Ask support with the request id.', retry: 'never' },
  'APIGW.0502': { remedy: 'Ask support with the request id.', retry: 'never' },
  'APIGW.0601': {
    remedy: 'Read the state before you repeat a call that creates something.',
    retry: 'unknown',
  },
  'APIGW.0602': {
    remedy: 'Check that method, path, headers and body make a proper HTTP request.',
    retry: 'never',
  },
  'APIGW.0605': {
    remedy: 'Try again after a pause; if it stays, ask support with the request id.',
    retry: 'later',
  },
  'APIGW.0606': {
    remedy: 'Try again after a pause; if it stays, ask support with the request id.',
    retry: 'later',
  },
  'APIGW.0607': { remedy: 'Use HTTPS.', retry: 'never' },
  'APIGW.0608': {
    remedy: 'Try again after a pause; if it stays, ask support with the request id.',
    retry: 'later',
  },
  'APIGW.0609': {
    remedy: 'Try again after a pause; if it stays, ask support with the request id.',
    retry: 'later',
  },
  'APIGW.0610': { remedy: 'Repeat after a pause.', retry: 'later' },
  'APIGW.0611': { remedy: 'Not yours to mend: ask support with the request id.', retry: 'never' },
  'APIGW.0612': { remedy: 'Not yours to mend: ask support with the request id.', retry: 'never' },
  'APIGW.0613': { remedy: 'Repeat after a pause.', retry: 'later' },
  'APIGW.0705': {
    remedy: 'Try again after a pause; if it stays, ask support with the request id.',
    retry: 'unknown',
  },
  'APIGW.0802': {
    remedy: 'Call a region that the user may use, or have this one allowed.',
    retry: 'never',
  },
  'APIGW.1009': {
    remedy: 'Sign with an access key as the contract describes, or use a token.',
    retry: 'never',
  },
  'IAM.0001': {
    remedy: 'Send the token, or sign the request; at a login check name, password and account.',
    retry: 'never',
  },
  'IAM.0002': { remedy: 'Give the IAM user the permission.', retry: 'never' },
  'IAM.0003': { remedy: 'Change the policy, or use another user.', retry: 'never' },
  'IAM.0004': { remedy: 'Check the names and ids, and the region.', retry: 'never' },
  'IAM.0005': { remedy: 'Read what exists.', retry: 'never' },
  'IAM.0006': { remedy: 'Try again after a pause.', retry: 'unknown' },
  'IAM.0007': { remedy: 'Compare it with the contract.', retry: 'never' },
  'IAM.0011': {
    remedy: 'Compare it with the contract; a missing comma is enough.',
    retry: 'never',
  },
  'IAM.0012': {
    remedy:
      'Wait for the time that the text gives, and keep the token instead of getting one for every call.',
    retry: 'later',
  },
  'IAM.0061': {
    remedy:
      'Wait until the lock ends, or have an administrator lift it; do not try passwords meanwhile.',
    retry: 'never',
  },
  'IAM.0062': {
    remedy: 'Check it before you try again, since wrong passwords may lock the account.',
    retry: 'never',
  },
  'IAM.0064': { remedy: 'Get a token of a user, and of a project, that may.', retry: 'never' },
  'IAM.0066': { remedy: 'Get a new one.', retry: 'new-token' },
  'IAM.0067': { remedy: 'Get a new one; check that it was copied as a whole.', retry: 'new-token' },
  'IAM.0072': { remedy: 'Add it.', retry: 'never' },
  'IAM.0073': { remedy: 'Mend it.', retry: 'never' },
  'IAM.0080': { remedy: 'Enable the user, or use another key.', retry: 'never' },
  'IAM.0081': { remedy: 'Allow the user programmatic access.', retry: 'never' },
  'IAM.0082': { remedy: 'Enable the user.', retry: 'never' },
  'IAM.0083': { remedy: 'Use another region.', retry: 'never' },
  'IAM.1101': { remedy: 'Send a body of the right size.', retry: 'never' },
  'IAM.1102': { remedy: 'Mend it.', retry: 'never' },
  'IAM.1103': { remedy: 'Add it.', retry: 'never' },
  'IAM.1104': { remedy: 'Use another key, and find out why.', retry: 'never' },
  'IAM.1105': { remedy: 'Use another key.', retry: 'never' },
  'IAM.1106': { remedy: 'Use a key of a user who does.', retry: 'never' },
  'IAM.1107': { remedy: 'Activate it, or use another key.', retry: 'never' },
  'IAM.1108': {
    remedy: 'Get temporary keys anew: all three parts, not the token alone.',
    retry: 'never',
  },
  'IAM.1109': { remedy: "Find the project's id with keystoneListProjects.", retry: 'never' },
};
