using System.Net;

namespace ZaloBot.Zalo.Api;

/// <summary>
/// Innermost of the handlers. Notes whether the body of a request was ever asked for: a POST whose body never left cannot have
/// been executed, whatever the exception says, and a time-out alone does not tell a dead address from a slow answer. And reads
/// the whole answer, so that the time-outs around it cover an answer that stalls halfway.
/// </summary>
internal sealed class CallTraceHandler : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        CallTrace.Begin(request);
        if (request.Content is not { } content)
        {
            return await SendAndReadAsync(request, cancellationToken);
        }

        request.Content = new WatchedContent(content, () => CallTrace.Leave(request));
        try
        {
            return await SendAndReadAsync(request, cancellationToken);
        }
        finally
        {
            request.Content = content;
        }
    }

    private async Task<HttpResponseMessage> SendAndReadAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            await response.Content.LoadIntoBufferAsync(AnswerCode.LongestAnswer, cancellationToken);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
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
