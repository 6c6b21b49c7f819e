using ZaloBot.Outbox;

namespace ZaloBot.Queue.Tests;

/// <summary>Every text that goes out is composed, short enough for the platform, and names its case.</summary>
public sealed class OutboxTextTests
{
    private const string Number = "K7FQ3X";
    private const string Ending = " (K7FQ3X)";

    [Fact]
    public void A_text_with_its_number_stays_as_it_is() => OutboxText.Finish("Xin nhắc, mã K7FQ3X.", Number).ShouldBe("Xin nhắc, mã K7FQ3X.");

    [Fact]
    public void A_text_without_its_number_gets_it() => OutboxText.Finish("Xin nhắc.", Number).ShouldBe("Xin nhắc. (K7FQ3X)");

    [Fact]
    public void Another_number_is_not_its_number() => OutboxText.Finish("Mã BCDFGH.", Number).ShouldBe("Mã BCDFGH. (K7FQ3X)");

    [Fact]
    public void Marks_are_composed() => OutboxText.Finish("nha\u0306\u0301c K7FQ3X", Number).ShouldBe("nhắc K7FQ3X");

    [Fact]
    public void A_text_of_just_the_length_the_platform_takes_is_whole()
    {
        var text = Number + new string('a', OutboxText.MaxLength - Number.Length);

        OutboxText.Finish(text, Number).ShouldBe(text);
    }

    [Fact]
    public void A_longer_text_is_cut_to_the_length_the_platform_takes_and_names_its_number_at_the_end()
    {
        var text = Number + new string('a', OutboxText.MaxLength - Number.Length + 1);

        var finished = OutboxText.Finish(text, Number);

        finished.ShouldBe(text[..(OutboxText.MaxLength - Ending.Length - 1)] + "…" + Ending);
        finished.Length.ShouldBe(OutboxText.MaxLength);
    }

    [Theory]
    [InlineData(0, "")]
    [InlineData(1, "…")]
    public void A_text_is_cut_only_when_its_number_leaves_no_room_for_it(int over, string mark)
    {
        var room = OutboxText.MaxLength - Ending.Length - 1;

        OutboxText.Finish(new string('a', room + over), Number).ShouldBe(new string('a', room) + mark + Ending);
    }
}
