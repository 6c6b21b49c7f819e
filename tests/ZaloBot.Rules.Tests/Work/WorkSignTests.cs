using Shouldly;
using Xunit;
using ZaloBot.Rules.Classification;
using ZaloBot.Rules.Signs;
using ZaloBot.Rules.Work;

namespace ZaloBot.Rules.Tests.Work;

public sealed class WorkSignTests
{
    [Theory]
    [InlineData("Đoàn khối tổ chức giải bóng đá chào mừng 26/3, các đơn vị gửi danh sách trước 16h thứ năm")]
    [InlineData("Kế hoạch hội diễn văn nghệ: mỗi chi đoàn một tiết mục hát hoặc múa, đăng ký ở Văn phòng")]
    [InlineData("Mời các cặp đôi đăng ký lễ cưới tập thể do Tỉnh đoàn tổ chức, nộp hồ sơ về ban tổ chức")]
    [InlineData("Gian hàng gây quỹ bán bánh ủng hộ học bổng, chi đoàn trực theo phân công")]
    public void Leisure_of_the_union_is_work(string text) => WorkSigns.IsOrganisedLeisure(Own(text)).ShouldBeTrue();

    [Theory]
    [InlineData("Tối nay Real đá với Barca, ai coi chung không")]
    [InlineData("Chiều nay nhậu không mấy anh")]
    public void Leisure_of_ones_own_is_not(string text) => WorkSigns.IsOrganisedLeisure(Own(text)).ShouldBeFalse();

    [Theory]
    [InlineData("Mời các đồng chí họp giao ban lúc 8h", MessageCategory.Invitation)]
    [InlineData("Nhắc các đơn vị nộp báo cáo quý III", MessageCategory.ReportReminder)]
    [InlineData("Các đơn vị gửi danh sách trước 16h", MessageCategory.TaskReminder)]
    [InlineData("Dạ em nhận rồi ạ", MessageCategory.Acknowledgement)]
    [InlineData("Công nhân phản ánh bị nợ lương ba tháng, rất bức xúc", MessageCategory.YouthIssue)]
    public void Knows_the_kind_of_work(string text, MessageCategory kind) => WorkSigns.KindOf(Own(text)).ShouldBe(kind);

    [Theory]
    [InlineData("work.activity off-topic.football work.task", true)]
    [InlineData("work.leisure work.organisation", true)]
    [InlineData("work.activity off-topic.football", false)]
    [InlineData("work.activity work.task", false)]
    [InlineData("off-topic.football work.task", false)]
    public void Leisure_of_the_union_is_an_activity_that_somebody_organises(string signs, bool isOrganised) => WorkSigns.IsOrganisedLeisure(Set(signs)).ShouldBe(isOrganised);

    [Theory]
    [InlineData("work.meeting work.task", MessageCategory.Invitation)]
    [InlineData("work.meeting entity.deadline", MessageCategory.Invitation)]
    [InlineData("work.meeting work.task entity.deadline", MessageCategory.TaskReminder)]
    [InlineData("work.report work.task entity.deadline", MessageCategory.ReportReminder)]
    [InlineData("work.organisation work.greet", MessageCategory.Greeting)]
    [InlineData("personal.party", MessageCategory.TaskDiscussion)]
    public void A_task_with_a_deadline_is_a_reminder_and_else_the_most_telling_sign_decides(string signs, MessageCategory kind) => WorkSigns.KindOf(Set(signs)).ShouldBe(kind);

    private static SignSet Set(string names)
    {
        SignSet set = default;
        foreach (var name in names.Split(' '))
        {
            set.Add(SignNames.NumberOf(name));
        }

        return set;
    }

    private static SignSet Own(string text) => SignReader.Default.Read(text, "").Own;
}
