using Refit;

namespace ZaloBot.Zalo.Api;

/// <summary>Whether a failed request may have reached the platform.</summary>
internal static class CallTrace
{
    /// <summary>Set once the body of the request was asked for, which happens only on an open connection.</summary>
    public static readonly HttpRequestOptionsKey<bool> BodyStarted = new("ZaloBot.BodyStarted");

    public static bool MayHaveArrived(ApiRequestException failure)
    {
        var request = failure.RequestMessage;
        if (request.Content is not null && request.Options.TryGetValue(BodyStarted, out var started))
        {
            return started;
        }

        return failure.InnerException is not HttpRequestException
        {
            HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
                or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
        };
    }
}
