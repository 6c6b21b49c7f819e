using Refit;
using ZaloBot.Zalo.Pacing;

namespace ZaloBot.Zalo.Api;

/// <summary>Messages to groups (fact sheet 5.4): at any hour, without a window, never to be recalled.</summary>
public interface IZaloGroupMessageApi
{
    /// <summary>Sends one message.</summary>
    [Post("/v3.0/oa/group/message")]
    Task<IApiResponse<Answer<SentAnswer>>> SendAsync([Body] GroupMessageRequest message, [Property(CallOptions.Priority)] CallPriority priority, CancellationToken cancellationToken);
}
