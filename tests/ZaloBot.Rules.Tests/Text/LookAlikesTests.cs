using Shouldly;
using Xunit;
using ZaloBot.Rules.Text;

namespace ZaloBot.Rules.Tests.Text;

/// <summary>Characters that look like Latin letters, and their neighbours that do not.</summary>
public sealed class LookAlikesTests
{
    // Just outside each range, where no other range begins.
    [Theory]
    [InlineData(0x245F)]
    [InlineData(0x2469)]
    [InlineData(0x249B)]
    [InlineData(0x24EA)]
    [InlineData(0xFF00)]
    [InlineData(0xFF5F)]
    [InlineData(0x1D3FF)]
    [InlineData(0x1D6A4)]
    [InlineData(0x1D7CD)]
    [InlineData(0x1D800)]
    [InlineData(0x1F10F)]
    [InlineData(0x1F12A)]
    [InlineData(0x1F12F)]
    [InlineData(0x1F14A)]
    [InlineData(0x1F14F)]
    [InlineData(0x1F16A)]
    [InlineData(0x1F16F)]
    [InlineData(0x1F18A)]
    [InlineData('a')]
    [InlineData('`')]
    [InlineData('ж')]
    public void What_looks_like_no_letter_has_none(int codePoint) => LookAlikes.Of(codePoint).ShouldBe('\0');

    [Theory]
    [InlineData(0xFF01, '!')]
    [InlineData(0xFF21, 'a')]
    [InlineData(0xFF5A, 'z')]
    [InlineData(0xFF5E, '~')]
    [InlineData(0x2460, '1')]
    [InlineData(0x2468, '9')]
    [InlineData(0x249C, 'a')]
    [InlineData(0x24B5, 'z')]
    [InlineData(0x24B6, 'a')]
    [InlineData(0x24CF, 'z')]
    [InlineData(0x24D0, 'a')]
    [InlineData(0x24E9, 'z')]
    [InlineData(0x1D400, 'a')]
    [InlineData(0x1D6A3, 'z')]
    [InlineData(0x1D7CE, '0')]
    [InlineData(0x1D7D7, '9')]
    [InlineData(0x1D7D8, '0')]
    [InlineData(0x1D7FF, '9')]
    [InlineData(0x1F110, 'a')]
    [InlineData(0x1F129, 'z')]
    [InlineData(0x1F130, 'a')]
    [InlineData(0x1F149, 'z')]
    [InlineData(0x1F150, 'a')]
    [InlineData(0x1F169, 'z')]
    [InlineData(0x1F170, 'a')]
    [InlineData(0x1F189, 'z')]
    [InlineData('а', 'a')]
    [InlineData('Х', 'x')]
    [InlineData('ο', 'o')]
    [InlineData('Ν', 'n')]
    [InlineData('ʏ', 'y')]
    [InlineData('Ł', 'l')]
    [InlineData('’', '\'')]
    [InlineData('„', '"')]
    [InlineData('—', '-')]
    [InlineData('…', '.')]
    [InlineData('⁄', '/')]
    public void What_looks_like_a_letter_is_that_letter(int codePoint, char letter) => LookAlikes.Of(codePoint).ShouldBe(letter);
}
