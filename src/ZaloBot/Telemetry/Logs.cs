using Serilog;
using Serilog.Configuration;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Compact;
using Serilog.Templates;
using ZaloBot.Settings;

namespace ZaloBot.Telemetry;

/// <summary>
/// Where logs go: to standard error, since standard output belongs to answers; as compact JSON for machines, as lines for
/// people. They carry ids, never the text of a message, a token or a name.
/// </summary>
public static class Logs
{
    private static readonly TimeSpan KeepFiles = TimeSpan.FromDays(30);

    public static void AddLogs(this WebApplicationBuilder builder, LogOptions options)
    {
        builder.Logging.ClearProviders();
        builder.Services.AddSerilog(new LoggerConfiguration().Describe(options, builder.Environment.IsDevelopment()).CreateLogger(), dispose: true);
    }

    private static LoggerConfiguration Describe(this LoggerConfiguration logs, LogOptions options, bool isDevelopment)
    {
        var form = FormOf(options.Form, isDevelopment);
        logs.MinimumLevel.Is(Enum.Parse<LogEventLevel>(options.Level.ToString()))
            .MinimumLevel.Override("Microsoft.AspNetCore", LogEventLevel.Warning)

            // Only its lines at the beginning and end of each request come from there, and merely being enabled costs every request a scope.
            .MinimumLevel.Override("Microsoft.AspNetCore.Hosting.Diagnostics", LevelAlias.Off)
            .MinimumLevel.Override("System.Net.Http", LogEventLevel.Warning)
            .MinimumLevel.Override("Polly", LogEventLevel.Warning)
            .Enrich.FromLogContext()
            .Discreetly(to => to.Console(form, standardErrorFromLevel: LogEventLevel.Verbose));
        if (options.Directory.Length > 0)
        {
            logs.Discreetly(to => to.File(
                new CompactJsonFormatter(),
                Path.Combine(options.Directory, "zalobot-.jsonl"),
                rollingInterval: RollingInterval.Day,
                rollOnFileSizeLimit: true,
                fileSizeLimitBytes: 100 * 1024 * 1024,
                retainedFileTimeLimit: KeepFiles));
        }

        return logs;
    }

    private static LoggerConfiguration Discreetly(this LoggerConfiguration logs, Action<LoggerSinkConfiguration> where) =>
        logs.WriteTo.Sink(LoggerSinkConfiguration.Wrap(sink => new DiscreetSink(sink), where));

    private static ITextFormatter FormOf(LogForm form, bool isDevelopment) =>
        form == LogForm.Json || (form == LogForm.Auto && !isDevelopment && Console.IsErrorRedirected)
            ? new CompactJsonFormatter()
            : new ExpressionTemplate("{@t:HH:mm:ss} {@l:u3} {Substring(SourceContext, LastIndexOf(SourceContext, '.') + 1)}: {@m}\n{@x}");
}
