using Refit;

namespace ZaloBot.Zalo.Api;

/// <summary>Whether a failed request may have reached the platform.</summary>
internal static class CallTrace
{
    private static readonly HttpRequestOptionsKey<bool> Left = new("ZaloBot.Left");

    /// <summary>
    /// Called just before the network: of a request with a body it is known that nothing has left until its body is asked for,
    /// of one without a body nothing is known.
    /// </summary>
    public static void Begin(HttpRequestMessage request) => request.Options.Set(Left, request.Content is null);

    /// <summary>Called when the body of the request is asked for, which happens only on an open connection.</summary>
    public static void Leave(HttpRequestMessage request) => request.Options.Set(Left, true);

    public static bool MayHaveArrived(ApiRequestException failure) =>
        failure.RequestMessage.Options.TryGetValue(Left, out var left)
        && left
        && (failure.RequestMessage.Content is not null || failure.InnerException is not HttpRequestException
        {
            HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
                or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
        });
}
