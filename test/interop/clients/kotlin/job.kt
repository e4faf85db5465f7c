/** Gets a token, uploads a video, has its audio extracted, waits for it, and downloads it. */
import java.io.File
import okhttp3.MediaType.Companion.toMediaType
import okhttp3.OkHttpClient
import okhttp3.Request
import okhttp3.RequestBody.Companion.asRequestBody
import okhttp3.RequestBody.Companion.toRequestBody
import okhttp3.Response
import org.openapitools.client.apis.AssetsApi
import org.openapitools.client.apis.AudioExtractionApi
import org.openapitools.client.apis.UploadApi
import org.openapitools.client.infrastructure.ApiClient
import org.openapitools.client.models.AudioFormat
import org.openapitools.client.models.AudioParameter
import org.openapitools.client.models.ConfirmAssetUploadRequest
import org.openapitools.client.models.CreateAssetByFileUploadRequest
import org.openapitools.client.models.CreateExtractAudioTaskRequest
import org.openapitools.client.models.FileType
import org.openapitools.client.models.TranscodeStatus
import org.openapitools.client.models.UploadStatus

val http = OkHttpClient()

fun setting(name: String): String = System.getenv(name) ?: error("$name is not set.")

fun send(url: String, finish: Request.Builder.() -> Request.Builder): Response {
    val response = http.newCall(Request.Builder().url(url).finish().build()).execute()
    check(response.isSuccessful) { "${response.code}: ${response.body.string()}" }
    return response
}

fun main() {
    val login = setting("IAM_LOGIN").toRequestBody("application/json".toMediaType())
    val tokens = send("${setting("IAM_ENDPOINT")}/v3/auth/tokens") { post(login) }
    ApiClient.apiKey["X-Auth-Token"] = tokens.header("X-Subject-Token") ?: error("No token.")
    val (endpoint, project) = setting("VOD_ENDPOINT") to setting("VOD_PROJECT_ID")
    val upload = UploadApi(endpoint)

    val file = CreateAssetByFileUploadRequest("Ode", "ode.mp4", FileType.MP4)
    val created = upload.createAssetByFileUpload(project, file)
    val video = File(setting("VOD_VIDEO")).asRequestBody("video/mp4".toMediaType())
    send(created.videoUploadUrl.toString()) { put(video) }
    val uploaded = ConfirmAssetUploadRequest(created.assetId, UploadStatus.CREATED)
    upload.confirmAssetUpload(project, uploaded)

    val task = CreateExtractAudioTaskRequest(created.assetId, AudioParameter(AudioFormat.MP3))
    val job = AudioExtractionApi(endpoint).createExtractAudioTask(project, task)
    val assets = AssetsApi(endpoint)
    repeat(120) {
        val details = assets.showAssetDetail(project, job.audioAssetId)
        if (details.transcodeInfo?.transcodeStatus == TranscodeStatus.TRANSCODE_SUCCEED) {
            val url = details.baseInfo?.videoUrl ?: error("No URL.")
            val audio = send(url.toString()) { get() }
            File(setting("VOD_AUDIO")).writeBytes(audio.body.bytes())
            kotlin.system.exitProcess(0) // Connections that are kept would keep the program.
        }
        Thread.sleep(500)
    }
    error("The extraction did not end within a minute.")
}
