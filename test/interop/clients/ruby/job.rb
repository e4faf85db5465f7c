# frozen_string_literal: true

# Gets a token, uploads a video, has its audio extracted, waits for it, and downloads it.
require 'net/http'
require 'openapi_client'

def request(kind, url, body = nil, headers = {})
  uri = URI(url)
  response = Net::HTTP.start(uri.host, uri.port, use_ssl: uri.scheme == 'https') do |http|
    http.request(kind.new(uri, headers).tap { |each| each.body = body })
  end
  raise "#{response.code}: #{response.body}" unless response.is_a?(Net::HTTPSuccess)

  response
end

json = { 'Content-Type' => 'application/json' }
tokens = "#{ENV.fetch('IAM_ENDPOINT')}/v3/auth/tokens"
login = request(Net::HTTP::Post, tokens, ENV.fetch('IAM_LOGIN'), json)

endpoint = URI(ENV.fetch('VOD_ENDPOINT'))
OpenapiClient.configure do |config|
  config.scheme = endpoint.scheme
  config.host = "#{endpoint.host}:#{endpoint.port}"
  config.api_key['X-Auth-Token'] = login['X-Subject-Token']
end
project = ENV.fetch('VOD_PROJECT_ID')
upload = OpenapiClient::UploadApi.new

file = OpenapiClient::CreateAssetByFileUploadRequest.new(
  title: 'Ode', video_name: 'ode.mp4', video_type: 'MP4'
)
created = upload.create_asset_by_file_upload(project, file)
video = File.binread(ENV.fetch('VOD_VIDEO'))
request(Net::HTTP::Put, created.video_upload_url, video, 'Content-Type' => 'video/mp4')
asset_id = created.asset_id
uploaded = OpenapiClient::ConfirmAssetUploadRequest.new(asset_id: asset_id, status: 'CREATED')
upload.confirm_asset_upload(project, uploaded)

mp3 = OpenapiClient::AudioParameter.new(format: 'MP3')
task = OpenapiClient::CreateExtractAudioTaskRequest.new(asset_id: asset_id, parameter: mp3)
job = OpenapiClient::AudioExtractionApi.new.create_extract_audio_task(project, task)
assets = OpenapiClient::AssetsApi.new
120.times do
  details = assets.show_asset_detail(project, job.audio_asset_id)
  if details.transcode_info&.transcode_status == 'TRANSCODE_SUCCEED'
    audio = request(Net::HTTP::Get, details.base_info.video_url)
    File.binwrite(ENV.fetch('VOD_AUDIO'), audio.body)
    exit
  end
  sleep 0.5
end
abort 'The extraction did not end within a minute.'
