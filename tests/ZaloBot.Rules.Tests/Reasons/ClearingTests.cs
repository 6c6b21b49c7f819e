using Shouldly;
using Xunit;
using ZaloBot.Rules.Classification;
using ZaloBot.Rules.Reasons;
using ZaloBot.Rules.Tests.Judgement;

namespace ZaloBot.Rules.Tests.Reasons;

/// <summary>Each message that clears says why: what sounds like a breach but is none, before what kind of work it is.</summary>
public sealed class ClearingTests
{
    [Theory]
    [InlineData("Cảnh giác: tin nhắn mời nhập mã OTP là lừa đảo, không bấm vào", MessageCategory.Notice, "warning")]
    [InlineData("Đính chính: tin nghe nói sáp nhập là không đúng, các đồng chí không chia sẻ", MessageCategory.Notice, "denial")]
    [InlineData("Có người gọi tôi là \"thằng ngu, đồ chó\" ngay trong nhóm, đề nghị nhắc nhở", MessageCategory.YouthIssue, "relayed")]
    [InlineData("Đoàn khối tổ chức giải bóng đá chào mừng 26/3, các đơn vị gửi danh sách trước 16h thứ năm", MessageCategory.TaskInfo, "activity")]
    [InlineData("Các đơn vị gửi danh sách trước 16h", MessageCategory.TaskReminder, "deadline")]
    [InlineData("Các đơn vị gửi danh sách trước 16h", MessageCategory.Notice, "notice")]
    [InlineData("Các đơn vị gửi danh sách", MessageCategory.TaskReminder, "task_reminder")]
    [InlineData("một câu nào đó", MessageCategory.TaskReminder, "task_reminder")]
    [InlineData("Các đồng chí cảnh giác nhé", MessageCategory.Notice, "notice")]
    [InlineData("Nhập mã OTP vào trang họp trực tuyến", MessageCategory.Notice, "notice")]
    [InlineData("Cảnh giác với kiểu tin \"gửi mã otp để nhận thưởng ngay\"", MessageCategory.Notice, "warning")]
    [InlineData("Đính chính lịch họp", MessageCategory.Notice, "notice")]
    [InlineData("Đính chính về tin \"nghe nói sắp sáp nhập đoàn khối\"", MessageCategory.Notice, "denial")]
    [InlineData("Nghe nói mai họp", MessageCategory.Notice, "notice")]
    [InlineData("Các đơn vị chơi bóng đá", MessageCategory.TaskInfo, "task_info")]
    [InlineData("Nộp trước 16h", MessageCategory.TaskReminder, "deadline")]
    public void Says_why_a_message_cleared(string text, MessageCategory work, string key) =>
        ReasonsOf(text, work).ShouldBe(ReasonTexts.Default.Cleared(key));

    [Fact]
    public void What_a_leader_may_want_to_look_at_says_what_and_that_nothing_was_said()
    {
        var verdict = new MessageJudge(RuleSet.Default, new FixedClassifier(0.25)).Judge(ChatMessage.Of("một câu nào đó"));

        verdict.Reasons.ShouldBe([verdict.Main!.Reason, .. ReasonTexts.Default.Cleared("review")]);
    }

    private static IReadOnlyList<string> ReasonsOf(string text, MessageCategory work) =>
        new MessageJudge(RuleSet.Default, new FixedClassifier(0.01, work: work)).Judge(ChatMessage.Of(text)).Reasons;
}
