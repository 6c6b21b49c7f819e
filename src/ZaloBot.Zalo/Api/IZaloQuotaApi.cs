using Refit;
using ZaloBot.Zalo.Pacing;

namespace ZaloBot.Zalo.Api;

/// <summary>Quota units of the OA (fact sheet 5.2, 5.5). Asking is a POST, yet changes nothing.</summary>
public interface IZaloQuotaApi
{
    /// <summary>Assets for groups.</summary>
    [Post("/v3.0/oa/quota/group")]
    Task<IApiResponse<Answer<List<QuotaAsset>>>> GetGroupQuotaAsync([Body] QuotaRequest quota, [Property(CallOptions.Priority)] CallPriority priority, CancellationToken cancellationToken);

    /// <summary>Units for messages.</summary>
    [Post("/v3.0/oa/quota/message")]
    Task<IApiResponse<Answer<List<QuotaAsset>>>> GetMessageQuotaAsync([Body] QuotaRequest quota, [Property(CallOptions.Priority)] CallPriority priority, CancellationToken cancellationToken);
}
