using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace ZaloBot.Zalo.Tests.Infrastructure;

/// <summary>One call as the platform saw it.</summary>
public sealed record SeenCall(HttpMethod Method, Uri Address, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public string Path => Address.AbsolutePath;

    public string Query => Uri.UnescapeDataString(Address.Query);

    public string? Token => Headers.GetValueOrDefault("access_token");
}

/// <summary>
/// Stands where the network would. Answers are written down before; a call nobody expected fails the test. The last answer of a
/// path repeats for ever.
/// </summary>
public sealed class StubPlatform : HttpMessageHandler
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Func<SeenCall, CancellationToken, Task<HttpResponseMessage>>>> _answers = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<SeenCall> _seen = new();
    private readonly SemaphoreSlim _arrived = new(0);

    public IReadOnlyList<SeenCall> Seen => [.. _seen];

    public SeenCall Last => _seen.Last();

    /// <summary>The next answers of a path, in order.</summary>
    public StubPlatform On(string path, params Func<SeenCall, CancellationToken, Task<HttpResponseMessage>>[] answers)
    {
        var queue = _answers.GetOrAdd(path, _ => new());
        foreach (var answer in answers)
        {
            queue.Enqueue(answer);
        }

        return this;
    }

    public StubPlatform On(string path, params string[] jsons) => On(path, [.. jsons.Select(json => Answers.JsonAnswer(json))]);

    /// <summary>Returns when the next call has arrived.</summary>
    public async Task ArrivalAsync() => (await _arrived.WaitAsync(TimeSpan.FromSeconds(30))).ShouldBeTrue("No call arrived.");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.AbsolutePath;
        if (!_answers.TryGetValue(path, out var queue) || !queue.TryPeek(out var answer))
        {
            throw new InvalidOperationException($"Nobody expected {request.Method} {path}.");
        }

        if (queue.Count > 1)
        {
            queue.TryDequeue(out answer);
        }

        var headers = request.Headers.NonValidated.Concat(request.Content?.Headers.NonValidated ?? default)
            .ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.Ordinal);
        var unread = new SeenCall(request.Method, request.RequestUri, headers, "");
        if (Answers.IsBeforeTheBody(answer!))
        {
            _seen.Enqueue(unread);
            _arrived.Release();
            return await answer!(unread, cancellationToken);
        }

        var body = request.Content is null ? "" : Encoding.UTF8.GetString(await request.Content.ReadAsByteArrayAsync(cancellationToken));
        var call = unread with { Body = body };
        _seen.Enqueue(call);
        _arrived.Release();
        var response = await answer!(call, cancellationToken);
        response.RequestMessage = request;
        return response;
    }
}

/// <summary>Ways in which a platform can answer, or fail to.</summary>
public static class Answers
{
    private static readonly ConcurrentDictionary<Delegate, bool> BeforeBody = new();

    public static Func<SeenCall, CancellationToken, Task<HttpResponseMessage>> JsonAnswer(string json, HttpStatusCode status = HttpStatusCode.OK, params (string Name, string Value)[] headers) =>
        Raw(json, "application/json", status, headers);

    public static Func<SeenCall, CancellationToken, Task<HttpResponseMessage>> Raw(string text, string type, HttpStatusCode status, params (string Name, string Value)[] headers) => (_, _) =>
    {
        var response = new HttpResponseMessage(status) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(text)) };
        response.Content.Headers.TryAddWithoutValidation("Content-Type", type.Contains(';', StringComparison.Ordinal) ? type : $"{type}; charset=utf-8");
        foreach (var (name, value) in headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return Task.FromResult(response);
    };

    /// <summary>Took the request and never answers.</summary>
    public static Func<SeenCall, CancellationToken, Task<HttpResponseMessage>> Silence { get; } = async (_, cancellationToken) =>
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        throw new System.Diagnostics.UnreachableException();
    };

    /// <summary>Took the request and then lost the connection.</summary>
    public static Func<SeenCall, CancellationToken, Task<HttpResponseMessage>> CutOff { get; } =
        (_, _) => throw new HttpRequestException(HttpRequestError.ResponseEnded, "The connection was closed.");

    /// <summary>Nobody listens at the address.</summary>
    public static Func<SeenCall, CancellationToken, Task<HttpResponseMessage>> NoConnection { get; } = Before(
        (_, _) => throw new HttpRequestException(HttpRequestError.ConnectionError, "Connection refused."));

    /// <summary>The address swallows everything: the attempt to connect never ends.</summary>
    public static Func<SeenCall, CancellationToken, Task<HttpResponseMessage>> BlackHole { get; } = Before(
        async (_, cancellationToken) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            throw new System.Diagnostics.UnreachableException();
        });

    /// <summary>An answer that stalls after its headers.</summary>
    public static Func<SeenCall, CancellationToken, Task<HttpResponseMessage>> Stalling { get; } =
        (_, _) => Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StalledContent() });

    internal static bool IsBeforeTheBody(Delegate answer) => BeforeBody.ContainsKey(answer);

    private static Func<SeenCall, CancellationToken, Task<HttpResponseMessage>> Before(Func<SeenCall, CancellationToken, Task<HttpResponseMessage>> answer)
    {
        BeforeBody[answer] = true;
        return answer;
    }

    private sealed class StalledContent : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
            SerializeToStreamAsync(stream, context, CancellationToken.None);

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
            Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
