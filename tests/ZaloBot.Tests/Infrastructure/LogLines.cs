using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using ZaloBot.Storage;

namespace ZaloBot.Tests.Infrastructure;

/// <summary>Everything that was logged, as it would be read.</summary>
internal sealed class LogLines : ILoggerProvider
{
    private readonly ConcurrentQueue<(LogLevel Level, string Line)> _lines = new();
    private readonly Pulse _written = new();

    /// <summary>Set ZALOBOT_TEST_LOG to see the bot's log beside a test's result.</summary>
    private static readonly bool Echo = Environment.GetEnvironmentVariable("ZALOBOT_TEST_LOG") is { Length: > 0 };

    public IReadOnlyList<string> All => [.. _lines.Select(line => line.Line)];

    public IReadOnlyList<string> Errors => [.. _lines.Where(line => line.Level >= LogLevel.Error).Select(line => line.Line)];

    /// <summary>Waits until so many lines were written that contain this.</summary>
    public async Task WaitForAsync(string part, int atLeast)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (true)
        {
            var next = _written.Next;
            if (All.Count(line => line.Contains(part, StringComparison.Ordinal)) >= atLeast)
            {
                return;
            }

            await next.WaitAsync(patience.Token);
        }
    }

    public ILogger CreateLogger(string categoryName) => new Writer(this, categoryName);

    public void Dispose()
    {
    }

    private sealed class Writer(LogLines lines, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            // What a scope carries stands in every line of a real log.
            var values = state is IEnumerable<KeyValuePair<string, object?>> pairs ? string.Join(' ', pairs.Select(pair => $"{pair.Key}={pair.Value}")) : state.ToString();
            lines._lines.Enqueue((LogLevel.Trace, $"scope {category}: {values}"));
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var line = $"{logLevel} {category}: {formatter(state, exception)} {exception}";
            lines._lines.Enqueue((logLevel, line));
            lines._written.Beat();
            if (Echo && logLevel >= LogLevel.Information)
            {
                Console.Error.WriteLine(line);
            }
        }
    }
}
