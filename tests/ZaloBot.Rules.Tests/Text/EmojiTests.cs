using Shouldly;
using Xunit;
using ZaloBot.Rules.Text;

namespace ZaloBot.Rules.Tests.Text;

/// <summary>What is an emoji, by the ends of the Unicode blocks, and what the signs in their place stand for.</summary>
public sealed class EmojiTests
{
    // First and last of each block, with what lies just outside.
    [Theory]
    [InlineData(0x218F, 0x2190, 0x21FF, 0x2200)]
    [InlineData(0x2319, 0x231A, 0x23FF, 0x2400)]
    [InlineData(0x259F, 0x25A0, 0x25FF, null)]
    [InlineData(null, 0x2600, 0x27BF, 0x27C0)]
    [InlineData(0x2AFF, 0x2B00, 0x2BFF, 0x2C00)]
    [InlineData(0x302F, 0x3030, 0x3030, 0x3031)]
    [InlineData(0x303C, 0x303D, 0x303D, 0x303E)]
    [InlineData(0x3296, 0x3297, 0x3297, 0x3298)]
    [InlineData(0x3298, 0x3299, 0x3299, 0x329A)]
    [InlineData(0x1EFFF, 0x1F000, 0x1F10F, 0x1F110)]
    [InlineData(0x1F189, 0x1F18A, 0x1FBFF, 0x1FC00)]
    public void The_blocks_of_pictures_begin_and_end_where_Unicode_has_them(int? before, int first, int last, int? after)
    {
        (Emoji.Of(first), Emoji.Of(last)).ShouldBe((EmojiKind.Other, EmojiKind.Other));
        (before is { } lower ? Emoji.Of(lower) : null).ShouldBeNull();
        (after is { } higher ? Emoji.Of(higher) : null).ShouldBeNull();
    }

    [Theory]
    [InlineData(0x1F3FA, false)]
    [InlineData(0x1F3FB, true)]
    [InlineData(0x1F3FF, true)]
    [InlineData(0x1F400, false)]
    [InlineData(0xE001F, false)]
    [InlineData(0xE0020, true)]
    [InlineData(0xE007F, true)]
    [InlineData(0xE0080, false)]
    public void Skin_tones_and_tags_only_colour(int codePoint, bool isModifier) => Emoji.IsModifier(codePoint).ShouldBe(isModifier);

    [Fact]
    public void Each_kind_has_a_sign_of_its_own()
    {
        foreach (var kind in Enum.GetValues<EmojiKind>())
        {
            Emoji.IsSign(Emoji.Sign(kind)).ShouldBeTrue();
            Emoji.KindOf(Emoji.Sign(kind)).ShouldBe(kind);
        }

        Enum.GetValues<EmojiKind>().Select(Emoji.Sign).ShouldBeUnique();
        Emoji.IsSign((char)(Emoji.Sign(EmojiKind.Other) - 1)).ShouldBeFalse();
        Emoji.IsSign((char)(Emoji.Sign(EmojiKind.Hearsay) + 1)).ShouldBeFalse();
        Emoji.IsSign('a').ShouldBeFalse();
    }

    [Theory]
    [InlineData("😂", EmojiKind.Laugh)]
    [InlineData("☺", EmojiKind.Smile)]
    [InlineData("❤", EmojiKind.Love)]
    [InlineData("😢", EmojiKind.Sad)]
    [InlineData("🖕", EmojiKind.Angry)]
    [InlineData("🤡", EmojiKind.Mock)]
    [InlineData("🙏", EmojiKind.Assent)]
    [InlineData("🏆", EmojiKind.Celebrate)]
    [InlineData("🍜", EmojiKind.Food)]
    [InlineData("🍻", EmojiKind.Drink)]
    [InlineData("💰", EmojiKind.Trade)]
    [InlineData("📌", EmojiKind.Office)]
    [InlineData("⚽", EmojiKind.Leisure)]
    [InlineData("🚨", EmojiKind.Alarm)]
    [InlineData("🤫", EmojiKind.Hearsay)]
    [InlineData("🦖", EmojiKind.Other)]
    [InlineData("a", null)]
    public void An_emoji_tells_its_kind(string emoji, EmojiKind? kind) => Emoji.Of(char.ConvertToUtf32(emoji, 0)).ShouldBe(kind);
}
