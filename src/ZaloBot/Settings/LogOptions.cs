using System.ComponentModel;

namespace ZaloBot.Settings;

/// <summary>Section <c>Log</c>. Message texts and keys never get there, at any level.</summary>
public sealed record LogOptions
{
    /// <summary>Least weight of what is written.</summary>
    [Description("Mức nhật ký thấp nhất được ghi.")]
    public LogLevelName Level { get; init; } = LogLevelName.Information;

    /// <summary>Form of the lines on standard error.</summary>
    [Description("Dạng nhật ký: Auto, Json (cho máy), Text (cho người).")]
    public LogForm Form { get; init; }

    /// <summary>Folder of log files besides; relative to the settings file. Empty: none.</summary>
    [Description("Thư mục ghi thêm tệp nhật ký; để trống thì không ghi tệp.")]
    [FilePath]
    public string Directory { get; init; } = "";
}

/// <summary>Weights of log lines.</summary>
public enum LogLevelName
{
    /// <summary>Everything, for the hunt after a fault.</summary>
    Debug,

    /// <summary>What happened.</summary>
    Information,

    /// <summary>What somebody should look at.</summary>
    Warning,

    /// <summary>What failed.</summary>
    Error,
}

/// <summary>Forms of log lines.</summary>
public enum LogForm
{
    /// <summary>Compact JSON in production, readable in development.</summary>
    Auto,

    /// <summary>Compact JSON.</summary>
    Json,

    /// <summary>Readable lines.</summary>
    Text,
}
