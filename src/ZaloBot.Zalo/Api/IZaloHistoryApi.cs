using System.Text.Json;
using Refit;
using ZaloBot.Zalo.Pacing;

namespace ZaloBot.Zalo.Api;

/// <summary>What was said (fact sheet 5.3), newest first. Depth and largest page are not documented; ten at a time is safe.</summary>
public interface IZaloHistoryApi
{
    /// <summary>One group.</summary>
    [Get("/v3.0/oa/group/conversation")]
    Task<IApiResponse<Answer<JsonElement>>> ReadGroupAsync([AliasAs("group_id")] string groupId, int offset, int count, [Property(CallOptions.Priority)] CallPriority priority, CancellationToken cancellationToken);

    /// <summary>All groups.</summary>
    [Get("/v3.0/oa/group/listrecentchat")]
    Task<IApiResponse<Answer<JsonElement>>> ReadRecentAsync(int offset, int count, [Property(CallOptions.Priority)] CallPriority priority, CancellationToken cancellationToken);

    /// <summary>One person. <paramref name="data"/> is the JSON of a <see cref="UserHistoryRequest"/>; at most ten rows.</summary>
    [Get("/v2.0/oa/conversation")]
    Task<IApiResponse<Answer<JsonElement>>> ReadPrivateAsync(string data, [Property(CallOptions.Priority)] CallPriority priority, CancellationToken cancellationToken);
}
