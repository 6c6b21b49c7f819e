using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace ZaloBot.Zalo.Api;

/// <summary>
/// One line per call in place of the ordinary logging of HTTP clients, which writes headers, and with them tokens, and addresses
/// with their queries. Only method, path, status, code and duration are told.
/// </summary>
internal sealed partial class CallLogHandler(TimeProvider time, ILogger<CallLogHandler> logger) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var path = request.RequestUri?.AbsolutePath ?? "";
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            var code = await AnswerCode.ReadAsync(response, cancellationToken);
            LogAnswered(request.Method, path, (int)response.StatusCode, code, time.GetElapsedTime(start).TotalMilliseconds);
            Activity.Current?.SetTag("zalo.error", code);
            return response;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogFailed(request.Method, path, failure.GetType().Name, time.GetElapsedTime(start).TotalMilliseconds);
            throw;
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Method} {Path} answered {Status}, error {Code}, in {Milliseconds:0} ms")]
    private partial void LogAnswered(HttpMethod method, string path, int status, int? code, double milliseconds);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Method} {Path} failed with {Failure} after {Milliseconds:0} ms")]
    private partial void LogFailed(HttpMethod method, string path, string failure, double milliseconds);
}
