using Refit;
using ZaloBot.Zalo.Pacing;

namespace ZaloBot.Zalo.Api;

/// <summary>People and the OA itself (fact sheet 5.7).</summary>
public interface IZaloUserApi
{
    /// <summary>One person. <paramref name="data"/> is the JSON of a <see cref="UserRequest"/>. Refused (-501) outside Viet Nam.</summary>
    [Get("/v3.0/oa/user/detail")]
    Task<IApiResponse<Answer<UserDetail>>> GetAsync(string data, [Property(CallOptions.Priority)] CallPriority priority, CancellationToken cancellationToken);

    /// <summary>The OA. Refused to apps that hold only the group permission.</summary>
    [Get("/v2.0/oa/getoa")]
    Task<IApiResponse<Answer<OaProfile>>> GetOaAsync([Property(CallOptions.Priority)] CallPriority priority, CancellationToken cancellationToken);

    /// <summary>Erases what the OA holds about a person.</summary>
    [Post("/v2.0/oa/deletefollowerinfo")]
    Task<IApiResponse<Answer<Done>>> EraseAsync([Body] UserRequest user, [Property(CallOptions.Priority)] CallPriority priority, CancellationToken cancellationToken);
}
