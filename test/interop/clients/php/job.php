<?php
/** Gets a token, uploads a video, has its audio extracted, waits for it, and downloads it. */
require 'GuzzleHttp/autoload.php'; // Debian's; elsewhere it is vendor/autoload.php of Composer.

use GuzzleHttp\Client;
use OpenAPI\Client\Api\AssetsApi;
use OpenAPI\Client\Api\AudioExtractionApi;
use OpenAPI\Client\Api\UploadApi;
use OpenAPI\Client\Configuration;
use OpenAPI\Client\Model\AudioParameter;
use OpenAPI\Client\Model\ConfirmAssetUploadRequest;
use OpenAPI\Client\Model\CreateAssetByFileUploadRequest;
use OpenAPI\Client\Model\CreateExtractAudioTaskRequest;

spl_autoload_register(function (string $class): void {
    $path = str_replace(['OpenAPI\\Client\\', '\\'], ['', '/'], $class);
    $file = __DIR__ . "/generated/lib/$path.php";
    if (is_file($file)) {
        require $file;
    }
});

$http = new Client();
$login = ['headers' => ['Content-Type' => 'application/json'], 'body' => getenv('IAM_LOGIN')];
$tokens = $http->post(getenv('IAM_ENDPOINT') . '/v3/auth/tokens', $login);
$config = (new Configuration())
    ->setHost(getenv('VOD_ENDPOINT'))
    ->setApiKey('X-Auth-Token', $tokens->getHeaderLine('X-Subject-Token'));
$project = getenv('VOD_PROJECT_ID');
$upload = new UploadApi($http, $config);

$created = $upload->createAssetByFileUpload($project, new CreateAssetByFileUploadRequest([
    'title' => 'Ode',
    'video_name' => 'ode.mp4',
    'video_type' => 'MP4',
]));
$video = ['Content-Type' => 'video/mp4'];
$file = fopen(getenv('VOD_VIDEO'), 'r');
$http->put($created->getVideoUploadUrl(), ['headers' => $video, 'body' => $file]);
$asset = $created->getAssetId();
$uploaded = new ConfirmAssetUploadRequest(['asset_id' => $asset, 'status' => 'CREATED']);
$upload->confirmAssetUpload($project, $uploaded);

$mp3 = new AudioParameter(['format' => 'MP3']);
$task = new CreateExtractAudioTaskRequest(['asset_id' => $asset, 'parameter' => $mp3]);
$job = (new AudioExtractionApi($http, $config))->createExtractAudioTask($project, $task);
$assets = new AssetsApi($http, $config);
for ($tries = 0; $tries < 120; $tries++) {
    $details = $assets->showAssetDetail($project, $job->getAudioAssetId());
    if ($details->getTranscodeInfo()?->getTranscodeStatus() === 'TRANSCODE_SUCCEED') {
        $http->get($details->getBaseInfo()->getVideoUrl(), ['sink' => getenv('VOD_AUDIO')]);
        exit(0);
    }
    usleep(500_000);
}
fwrite(STDERR, "The extraction did not end within a minute.\n");
exit(1);
