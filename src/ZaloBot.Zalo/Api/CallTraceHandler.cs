using System.Net;
using System.Net.Http.Headers;
using System.Text;

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
            MendCharset(response.Content.Headers);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    // All the platform's answers are UTF-8. A name of it that .NET does not know ("UTF8") would make a good answer unreadable.
    private static void MendCharset(HttpContentHeaders headers)
    {
        if (headers.ContentType is { CharSet: { } charset } type && !IsKnown(charset.Trim('"')))
        {
            type.CharSet = "utf-8";
        }
    }

    private static bool IsKnown(string charset)
    {
        try
        {
            _ = Encoding.GetEncoding(charset);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
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
