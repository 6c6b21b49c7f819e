using Shouldly;
using Xunit;
using ZaloBot.Rules.Entities;
using ZaloBot.Rules.Tests.Infrastructure;
using ZaloBot.Rules.Text;

namespace ZaloBot.Rules.Tests.Entities;

/// <summary>Links, files, mail addresses and mentions: where they begin and end, and of which kind they are.</summary>
public sealed class LinkReaderTests
{
    [Theory]
    [InlineData("https://tin-noi-bo.abc/x", "OtherLink https://tin-noi-bo.abc")]
    [InlineData("hxxp://tin.vn", "OtherLink hxxp://tin.vn")]
    [InlineData("tin-noi-bo.abc/x", "")]
    [InlineData("http tin.vn", "OtherLink tin.vn")]
    [InlineData("http: tin.vn", "OtherLink tin.vn")]
    [InlineData("https://", "")]
    [InlineData("https://tin", "")]
    [InlineData("https://日本.com", "")]
    [InlineData("日本.com", "")]
    [InlineData("tin_moi.vn", "OtherLink tin_moi.vn")]
    [InlineData("xong rồi.co gì", "")]
    [InlineData("xong.co/gi", "OtherLink xong.co")]
    [InlineData("https://xong.co", "OtherLink https://xong.co")]
    [InlineData("tin.vn-cu", "OtherLink tin.vn")]
    [InlineData("tin.vn và bao.com", "OtherLink tin.vn, OtherLink bao.com")]
    public void Links(string text, string found) => The.EntitiesOf(text).ShouldBe(found);

    [Theory]
    [InlineData("forms.gle/abc 250k", "ToolLink forms.gle, Price 250k")]
    [InlineData("forms.gle/a/250k?x=0912345678", "ToolLink forms.gle")]
    [InlineData("forms.gle/a\n250k", "ToolLink forms.gle, Price 250k")]
    [InlineData("forms.gle 250k", "ToolLink forms.gle, Price 250k")]
    [InlineData("250k forms.gle/a", "Price 250k, ToolLink forms.gle")]
    public void What_follows_in_the_path_is_part_of_the_link(string text, string found) => The.EntitiesOf(text).ShouldBe(found);

    [Theory]
    [InlineData(24, 24)]
    [InlineData(25, 25)]
    [InlineData(26, 25)]
    [InlineData(90, 25)]
    public void Of_words_joined_by_dots_without_end_no_more_than_25_are_an_address(int parts, int ofLink) =>
        The.EntitiesOf(Dotted(parts)).ShouldBe($"OtherLink {Dotted(ofLink)}");

    [Theory]
    [InlineData(128, true)]
    [InlineData(129, false)]
    public void A_host_has_no_more_than_128_letters(int length, bool isLink) =>
        The.EntitiesOf(new string('a', length - 3) + ".vn").Length.ShouldBe(isLink ? "OtherLink ".Length + length : 0);

    [Theory]
    [InlineData("kế-hoạch.docx", "FileName kế-hoạch.docx")]
    [InlineData("ke_hoach_2026.pdf nhé", "FileName ke_hoach_2026.pdf")]
    [InlineData("2026.xlsx", "FileName 2026.xlsx")]
    [InlineData("tep.docx-b", "FileName tep.docx")]
    [InlineData("tep.pdf/trang", "")]
    [InlineData("https://luu.vn/tep.pdf", "OtherLink https://luu.vn")]
    [InlineData("https://luu.pdf", "OtherLink https://luu.pdf")]
    [InlineData("mo.apk", "ProgramFile mo.apk")]
    [InlineData("mo.exe", "ProgramFile mo.exe")]
    [InlineData("tep docx", "")]
    public void Files(string text, string found) => The.EntitiesOf(text).ShouldBe(found);

    [Theory]
    [InlineData("us02web.zoom.us/j/1", "ToolLink us02web.zoom.us")]
    [InlineData("www.zoom.us/j/1", "ToolLink www.zoom.us")]
    [InlineData("khongzoom.us/j", "OtherLink khongzoom.us")]
    [InlineData("zoom.us.tin.com", "OtherLink zoom.us.tin.com")]
    [InlineData("shopee.vn/a", "ShopLink shopee.vn")]
    [InlineData("bit.ly/a", "ShortLink bit.ly")]
    [InlineData("m.facebook.com", "SocialLink m.facebook.com")]
    [InlineData("a.travinh.gov.vn", "OfficialLink a.travinh.gov.vn")]
    [InlineData("tin.xyz", "OddLink tin.xyz")]
    [InlineData("tin.com", "OtherLink tin.com")]
    [InlineData("viettel.com", "OtherLink viettel.com")]
    [InlineData("viettel-tin.com", "OddLink viettel-tin.com")]
    [InlineData("tin-moi.com", "OtherLink tin-moi.com")]
    [InlineData("gov-vn.com", "OddLink gov-vn.com")]
    [InlineData("http://103.7.41.2/a", "OddLink http://103.7.41.2")]
    [InlineData("http://103.7.41.2a/a", "OtherLink http://103.7.41.2a")]
    [InlineData("www.com/a", "OddLink www.com")]
    public void Kinds_of_links(string text, string found) => The.EntitiesOf(text).ShouldBe(found);

    [Theory]
    [InlineData("tin.doan-khoi.vn", "OtherLink tin.doan-khoi.vn")]
    [InlineData("doan-khoi.vn", "OfficialLink doan-khoi.vn")]
    [InlineData("www.doan-khoi.vn", "OfficialLink www.doan-khoi.vn")]
    [InlineData("a.truong-tre.edu.vn", "OfficialLink a.truong-tre.edu.vn")]
    [InlineData("truong-tre.edu.vn", "OfficialLink truong-tre.edu.vn")]
    public void An_organisation_has_official_domains_of_its_own(string text, string found) =>
        The.EntitiesOf(text, new([" Doan-Khoi.VN ", "", "*.truong-tre.edu.vn"])).ShouldBe(found);

    [Fact]
    public void An_empty_line_is_no_domain() => new OfficialDomains(["", "  "]).Contains("").ShouldBeFalse();

    [Theory]
    [InlineData("vanphong@doan.vn", "Mail vanphong@doan.vn")]
    [InlineData("gửi vp1@mail.doan.vn.", "Mail vp1@mail.doan.vn")]
    [InlineData("7a@doan.vn nhé", "Mail 7a@doan.vn")]
    [InlineData("van.phong@doan.vn", "Mail phong@doan.vn")]
    [InlineData("vanphong@doan.vn.2", "Mail vanphong@doan.vn")]
    [InlineData("vanphong@doan", "Mention doan")]
    [InlineData("vanphong@doan vn", "Mention doan")]
    [InlineData("vanphong @doan.vn", "Mention doan")]
    [InlineData("vanphong@ doan.vn", "OtherLink doan.vn")]
    public void Mail(string text, string found) => The.EntitiesOf(text).ShouldBe(found);

    [Theory]
    [InlineData("@Thơm ơi", "Mention Thơm")]
    [InlineData("chị @Thơm, @Lài", "Mention Thơm, Mention Lài")]
    [InlineData("[@7000000000000000001] xem", "Mention 7000000000000000001")]
    [InlineData("Thơm ơi", "")]
    [InlineData("Thơm@", "")]
    public void Mentions(string text, string found) => The.EntitiesOf(text).ShouldBe(found);

    [Theory]
    [InlineData(256, 256)]
    [InlineData(257, 256)]
    public void Of_a_text_full_of_them_the_first_are_kept(int prices, int kept)
    {
        var (normalised, tokens, found) = (new NormalisedText(), new TokenList(), new FoundList());
        Normaliser.Run(string.Join(' ', Enumerable.Repeat("25k,", prices)), normalised);
        Tokeniser.Run(normalised, tokens);
        EntityReader.Run(normalised, tokens, OfficialDomains.Common, found);
        (found.Span.Length, found.Span[^1].FirstToken).ShouldBe((kept, kept - 1));

        Normaliser.Run("25k", normalised);
        Tokeniser.Run(normalised, tokens);
        EntityReader.Run(normalised, tokens, OfficialDomains.Common, found);
        found.Span.Length.ShouldBe(1);
    }

    private static string Dotted(int parts) => string.Concat(Enumerable.Repeat("a.", parts - 1)) + "vn";
}
