using Refit;
using ZaloBot.Zalo.Pacing;

namespace ZaloBot.Zalo.Api;

/// <summary>Uploads (fact sheet 5.6), each kind 5,000 a month. The platform's gif page names the field both <c>file</c> and <c>image</c>; <c>file</c> is sent.</summary>
public interface IZaloUploadApi
{
    /// <summary>jpg or png, at most 1 MB.</summary>
    [Multipart]
    [Post("/v2.0/oa/upload/image")]
    Task<IApiResponse<Answer<UploadAnswer>>> UploadImageAsync([AliasAs("file")] ByteArrayPart file, [Property(CallOptions.Priority)] CallPriority priority, CancellationToken cancellationToken);

    /// <summary>gif, at most 5 MB.</summary>
    [Multipart]
    [Post("/v2.0/oa/upload/gif")]
    Task<IApiResponse<Answer<UploadAnswer>>> UploadGifAsync([AliasAs("file")] ByteArrayPart file, [Property(CallOptions.Priority)] CallPriority priority, CancellationToken cancellationToken);

    /// <summary>PDF, DOC, DOCX, at most 5 MB.</summary>
    [Multipart]
    [Post("/v2.0/oa/upload/file")]
    Task<IApiResponse<Answer<UploadAnswer>>> UploadFileAsync([AliasAs("file")] ByteArrayPart file, [Property(CallOptions.Priority)] CallPriority priority, CancellationToken cancellationToken);
}
