using System.Collections.Frozen;

namespace ZaloBot.Rules.Entities;

/// <summary>Tells kinds of link by the name of the host. The lists are the project's own.</summary>
internal static class Hosts
{
    private static readonly FrozenSet<string> Endings = Set(
        "vn com net org edu gov info biz top xyz cc vip site online club shop pw icu life fun live click link win bet space website store asia app pro work us uk de fr jp kr cn sg th la kh eu ru co me to tv io ly gl gle do be id in ai tk ml ga cf gq buzz cyou monster rest today world cloud dev page mobi name news press sbs lol art cam bar best quest skin support center digital email express finance loan money promo review trade party science date stream download racing accountant faith men bid ws gd is gy so im sh one ink");

    // These endings are Vietnamese words too, so "xong roi.co gi" would look like a link; they need a path or a scheme.
    private static readonly FrozenSet<string> WordEndings = Set("co me to la in ai do so im be is men date bar bid may one id us tv de my");

    private static readonly FrozenSet<string> CheapEndings = Set(
        "top xyz cc vip site info online club shop pw icu life fun live click link win bet space website store asia tk ml ga cf gq buzz cyou monster rest today world sbs lol cam bar best quest skin support center loan money promo party science date stream download racing accountant faith men bid ws");

    private static readonly FrozenSet<string> Tools = Set(
        "zoom.us meet.google.com teams.microsoft.com teams.live.com docs.google.com drive.google.com forms.gle forms.office.com sheets.google.com calendar.google.com onedrive.live.com 1drv.ms sharepoint.com dropbox.com canva.com trello.com github.com gitlab.com notion.so kahoot.it quizizz.com padlet.com azota.vn k12online.vn webex.com photos.app.goo.gl wetransfer.com");

    private static readonly FrozenSet<string> Social = Set(
        "facebook.com fb.com fb.watch m.facebook.com tiktok.com vt.tiktok.com youtube.com youtu.be instagram.com threads.net x.com twitter.com zalo.me t.me telegram.me pinterest.com spotify.com soundcloud.com zingmp3.vn nhaccuatui.com netflix.com");

    private static readonly FrozenSet<string> Shops = Set("shopee.vn lazada.vn tiki.vn sendo.vn chotot.com shope.ee s.shopee.vn amazon.com taobao.com alibaba.com");

    private static readonly FrozenSet<string> Short = Set("bit.ly bit.do tinyurl.com s.id cutt.ly t.ly rb.gy is.gd goo.gl ow.ly shorturl.at short.gy linktr.ee tiny.cc byvn.net by.com.vn");

    private static readonly FrozenSet<string> Documents = Set(
        "doc docx xls xlsx xlsm ppt pptx pdf csv txt rtf odt zip rar 7z jpg jpeg png gif bmp heic psd ai cdr svg mp3 mp4 wav mov avi mkv m4a dwg dxf shp kml html xml json md docm");

    private static readonly FrozenSet<string> Programs = Set("apk exe msi bat scr cmd vbs jar ipa dmg xapk apks com.apk");

    // Names of offices and services that only their own domains may carry.
    private static readonly string[] Imitated =
    [
        "gov", "dichvucong", "vneid", "bhxh", "baohiem", "nganhang", "bank", "vcb", "bidv", "agri", "momo", "zalo", "facebook", "meta", "viettel",
        "mobifone", "vina", "evn", "dienluc", "thue", "congan", "canbo", "doanvien", "congdoan", "hotro", "trocap", "phucap", "quatang", "nhanqua", "tangqua",
        "trian", "binhchon", "vote", "xacthuc", "xacminh", "xacnhan", "capnhat", "dinhdanh", "khaosat", "taikhoan", "hoantien", "nhantien", "nhanluong",
    ];

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> EndingLookup = Endings.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> WordEndingLookup = WordEndings.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> CheapLookup = CheapEndings.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> DocumentLookup = Documents.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> ProgramLookup = Programs.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The kind of file an ending names; null when it is none.</summary>
    public static EntityKind? FileOf(ReadOnlySpan<char> ending) =>
        ProgramLookup.Contains(ending) ? EntityKind.ProgramFile : DocumentLookup.Contains(ending) ? EntityKind.FileName : null;

    /// <summary>True when the last label makes the whole look like a host; some endings need more evidence than the dot.</summary>
    public static bool IsEnding(ReadOnlySpan<char> ending, bool hasSchemeOrPath) =>
        EndingLookup.Contains(ending) && (hasSchemeOrPath || !WordEndingLookup.Contains(ending));

    /// <summary>The kind of link to a host.</summary>
    public static EntityKind KindOf(ReadOnlySpan<char> host, OfficialDomains official)
    {
        if (official.Contains(host))
        {
            return EntityKind.OfficialLink;
        }

        if (IsOneOf(Tools, host))
        {
            return EntityKind.ToolLink;
        }

        if (IsOneOf(Shops, host))
        {
            return EntityKind.ShopLink;
        }

        if (IsOneOf(Short, host))
        {
            return EntityKind.ShortLink;
        }

        if (IsOneOf(Social, host))
        {
            return EntityKind.SocialLink;
        }

        var dot = host.LastIndexOf('.');
        return dot < 0 || CheapLookup.Contains(host[(dot + 1)..]) || Imitates(host[..dot]) || IsAddress(host)
            ? EntityKind.OddLink
            : EntityKind.OtherLink;
    }

    // A host is on a list with its own name or as a part of a listed one: us02web.zoom.us.
    private static bool IsOneOf(FrozenSet<string> list, ReadOnlySpan<char> host)
    {
        var lookup = list.GetAlternateLookup<ReadOnlySpan<char>>();
        while (true)
        {
            if (lookup.Contains(host))
            {
                return true;
            }

            var dot = host.IndexOf('.');
            if (dot < 0)
            {
                return false;
            }

            host = host[(dot + 1)..];
        }
    }

    private static bool IsAddress(ReadOnlySpan<char> host)
    {
        foreach (var letter in host)
        {
            if (!char.IsAsciiDigit(letter) && letter != '.')
            {
                return false;
            }
        }

        return true;
    }

    private static bool Imitates(ReadOnlySpan<char> name)
    {
        if (!name.Contains('-'))
        {
            return false;
        }

        foreach (var imitated in Imitated)
        {
            if (name.Contains(imitated, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
