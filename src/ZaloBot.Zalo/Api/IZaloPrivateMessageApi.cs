using Refit;
using ZaloBot.Zalo.Pacing;

namespace ZaloBot.Zalo.Api;

/// <summary>Messages to one person (fact sheet 5.5, 6): only within seven days of their last interaction with the OA.</summary>
public interface IZaloPrivateMessageApi
{
    /// <summary>Sends one message.</summary>
    [Post("/v3.0/oa/message/cs")]
    Task<IApiResponse<Answer<SentAnswer>>> SendAsync([Body] PrivateMessageRequest message, [Property(CallOptions.Priority)] CallPriority priority, CancellationToken cancellationToken);

    /// <summary>What may still be sent to one person.</summary>
    [Post("/v3.0/oa/quota/message")]
    Task<IApiResponse<Answer<UserQuota>>> GetUserQuotaAsync([Body] UserRequest user, [Property(CallOptions.Priority)] CallPriority priority, CancellationToken cancellationToken);
}
