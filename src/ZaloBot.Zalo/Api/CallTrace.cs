using System.Net;
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

/// <summary>
/// Innermost of the handlers: notes whether the body of a request was ever asked for. A POST whose body never left cannot have
/// been executed, whatever the exception says; a time-out alone does not tell a dead address from a slow answer.
/// </summary>
internal sealed class CallTraceHandler : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is not { } content)
        {
            return await base.SendAsync(request, cancellationToken);
        }

        request.Options.Set(CallTrace.BodyStarted, false);
        request.Content = new WatchedContent(content, () => request.Options.Set(CallTrace.BodyStarted, true));
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        finally
        {
            request.Content = content;
        }
    }

    private sealed class WatchedContent : HttpContent
    {
        private readonly HttpContent _inner;
        private readonly Action _started;

        public WatchedContent(HttpContent inner, Action started)
        {
            (_inner, _started) = (inner, started);
            foreach (var header in inner.Headers.NonValidated)
            {
                Headers.TryAddWithoutValidation(header.Key, header.Value);
            }
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
            SerializeToStreamAsync(stream, context, CancellationToken.None);

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
        {
            _started();
            return _inner.CopyToAsync(stream, context, cancellationToken);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = _inner.Headers.ContentLength ?? 0;
            return _inner.Headers.ContentLength is not null;
        }
    }
}
