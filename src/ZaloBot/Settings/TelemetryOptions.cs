using System.ComponentModel;

namespace ZaloBot.Settings;

/// <summary>Section <c>Telemetry</c>.</summary>
public sealed record TelemetryOptions
{
    /// <summary>Whether <c>/metrics</c> is served.</summary>
    [Description("Có cung cấp số liệu tại /metrics hay không.")]
    public bool Metrics { get; init; } = true;
}
