using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ZaloBot.Settings;

/// <summary>Section <c>Judge</c>: a language model behind an OpenAI-compatible address, for undecided messages only. Off by default.</summary>
public sealed record JudgeOptions
{
    /// <summary>Whether the model is asked at all.</summary>
    [Description("Có hỏi mô hình hay không.")]
    public bool Enabled { get; init; }

    /// <summary>Address of the model. Outside this machine and network only with MembersConsent.</summary>
    [Description("Địa chỉ mô hình. Ngoài máy và mạng nội bộ thì phải có sự đồng ý của thành viên (MembersConsent).")]
    [WebAddress]
    public string Url { get; init; } = "";

    /// <summary>Name of the model.</summary>
    [Description("Tên mô hình.")]
    public string Model { get; init; } = "";

    /// <summary>Key of the address.</summary>
    [Description("Khóa truy cập mô hình.")]
    [Secret]
    public string ApiKey { get; init; } = "";

    /// <summary>File with instructions for the model in place of the shipped ones; empty for those.</summary>
    [Description("Tệp lời dặn cho mô hình, thay lời dặn có sẵn; để trống thì dùng lời có sẵn.")]
    [FilePath]
    public string PromptFile { get; init; } = "";

    /// <summary>Time limit of one question; afterwards the message counts as undecided.</summary>
    [Description("Thời gian chờ tối đa một câu hỏi.")]
    [Span("00:00:00.1", "00:01:00")]
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Questions per day at most.</summary>
    [Description("Số câu hỏi tối đa mỗi ngày.")]
    [Range(0, 1_000_000)]
    public int QuestionsPerDay { get; init; } = 200;

    /// <summary>Record of the members' consent (number and date of the minutes): group talk must not be handed to third parties without it.</summary>
    [Description("Căn cứ đồng ý của thành viên (số, ngày biên bản), vì pháp luật không cho chuyển nội dung nhóm cho bên thứ ba khi chưa được đồng ý.")]
    public string MembersConsent { get; init; } = "";
}
