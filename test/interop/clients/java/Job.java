import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.openapitools.client.ApiClient;
import org.openapitools.client.api.AssetsApi;
import org.openapitools.client.api.AudioExtractionApi;
import org.openapitools.client.api.UploadApi;
import org.openapitools.client.model.*;

/** The whole job, with the client of openapi-generator. */
public class Job {
    static final HttpClient http = HttpClient.newHttpClient();

    public static void main(String[] args) throws Exception {
        String project = System.getenv("VOD_PROJECT_ID");
        var client = new ApiClient().setBasePath(System.getenv("VOD_ENDPOINT"));
        client.setApiKey(token());
        var uploads = new UploadApi(client);
        var assets = new AssetsApi(client);

        var created = uploads.createAssetByFileUpload(project, new CreateAssetByFileUploadRequest()
                .title("Ode").videoName("ode.mp4").videoType(FileType.MP4));
        var video = HttpRequest.newBuilder(created.getVideoUploadUrl()).header("Content-Type", "video/mp4")
                .PUT(BodyPublishers.ofFile(Path.of(System.getenv("VOD_VIDEO")))).build();
        http.send(video, BodyHandlers.discarding());
        uploads.confirmAssetUpload(project, new ConfirmAssetUploadRequest()
                .assetId(created.getAssetId()).status(UploadStatus.CREATED));
        var job = new AudioExtractionApi(client).createExtractAudioTask(project, new CreateExtractAudioTaskRequest()
                .assetId(created.getAssetId()).parameter(new AudioParameter().format(AudioFormat.MP3)));
        for (int tries = 0; tries < 120; tries++) {
            var details = assets.showAssetDetail(project, job.getAudioAssetId(), null);
            var task = details.getTranscodeInfo();
            if (task != null && task.getTranscodeStatus() == TranscodeStatus.TRANSCODE_SUCCEED) {
                var audio = HttpRequest.newBuilder(details.getBaseInfo().getVideoUrl()).build();
                http.send(audio, BodyHandlers.ofFile(Path.of(System.getenv("VOD_AUDIO"))));
                return;
            }
            Thread.sleep(500);
        }
        throw new IllegalStateException("The extraction did not end within a minute.");
    }

    static String token() throws Exception {
        var uri = URI.create(System.getenv("IAM_ENDPOINT") + "/v3/auth/tokens");
        var login = HttpRequest.newBuilder(uri).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(System.getenv("IAM_LOGIN"))).build();
        return http.send(login, BodyHandlers.discarding()).headers().firstValue("X-Subject-Token").orElseThrow();
    }
}
