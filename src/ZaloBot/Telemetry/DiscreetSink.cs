using System.Net.Sockets;
using Serilog.Core;
using Serilog.Events;
using ZaloBot.Storage;

namespace ZaloBot.Telemetry;

/// <summary>
/// Stands before every place logs go to. An exception tells where it was thrown and of what kind, not what it says, for that
/// may quote what a member wrote or a key; and a value with a line break in it cannot pretend to be a line of its own.
/// </summary>
public sealed class DiscreetSink(ILogEventSink inner) : ILogEventSink, IDisposable
{
    /// <inheritdoc/>
    public void Emit(LogEvent logEvent)
    {
        var exception = logEvent.Exception is { } failure && !MayBeRead(failure) ? new DiscreetException(failure) : logEvent.Exception;
        var properties = logEvent.Properties.Select(property => new LogEventProperty(property.Key, OnOneLine(property.Value)));
        inner.Emit(new LogEvent(logEvent.Timestamp, logEvent.Level, exception, logEvent.MessageTemplate, properties, logEvent.TraceId ?? default, logEvent.SpanId ?? default));
    }

    /// <inheritdoc/>
    public void Dispose() => (inner as IDisposable)?.Dispose();

    // Disk, network and our own sentences: what an operator needs, and nothing a member could have written.
    private static bool MayBeRead(Exception failure) =>
        failure is (IOException and not BadHttpRequestException) or SocketException or UnauthorizedAccessException or StoreException && (failure.InnerException is not { } inner || MayBeRead(inner));

    private static LogEventPropertyValue OnOneLine(LogEventPropertyValue value) =>
        value is ScalarValue { Value: string text } && text.Any(char.IsControl)
            ? new ScalarValue(string.Concat(text.Select(letter => char.IsControl(letter) ? '␤' : letter)))
            : value;

    private sealed class DiscreetException(Exception failure) : Exception($"{failure.GetType()} (message withheld)")
    {
        public override string? StackTrace => failure.StackTrace;

        public override string ToString() =>
            failure.InnerException is { } inner ? $"{Message}\n{StackTrace}\n ---> {new DiscreetException(inner)}" : $"{Message}\n{StackTrace}";
    }
}
