namespace ZaloBot.Emulator;

/// <summary>What the chat page says besides messages, in Vietnamese; nothing of it reaches the app.</summary>
internal static class Sentences
{
    public const string NotAMember = "Người này không ở trong nhóm.";
    public const string AlreadyAMember = "Người này đã ở trong nhóm.";
    public const string AlreadyWaiting = "Yêu cầu vào nhóm đang chờ duyệt.";
    public const string NotWaiting = "Không có yêu cầu vào nhóm nào của người này.";
    public const string Locked = "Nhóm đang khóa gửi tin nhắn. Chỉ phó nhóm và Official Account được viết.";
    public const string LinkOff = "Nhóm đã tắt tham gia bằng đường dẫn.";
    public const string Disabled = "Nhóm đã hết hạn sử dụng nên tạm ngừng.";
    public const string Full = "Nhóm đã đủ số thành viên.";
    public const string OnlyDeputies = "Chỉ phó nhóm hoặc quản trị Official Account làm được việc này.";
    public const string OnlyOa = "Chỉ quản trị Official Account làm được việc này.";
    public const string Empty = "Tin nhắn chưa có nội dung.";
    public const string NoGroup = "Không tìm thấy nhóm này.";
    public const string NoPerson = "Không tìm thấy người này.";
    public const string NoQuoted = "Không tìm thấy tin nhắn được trả lời.";
    public const string NotFollowing = "Người này chưa quan tâm Official Account.";
    public const string Following = "Người này đã quan tâm Official Account.";
    public const string UnknownAct = "Trang này không biết việc vừa yêu cầu.";
    public const string GroupCreated = "Nhóm được tạo.";
    public const string GroupChanged = "Thông tin nhóm đã thay đổi.";
    public const string GroupDissolved = "Nhóm đã giải tán.";

    public static string Missing(string field) => $"Còn thiếu: {field}.";

    public static string Added(string who, string by) => $"{by} đã thêm {who} vào nhóm.";

    public static string JoinedByLink(string who) => $"{who} vào nhóm bằng đường dẫn.";

    public static string Asked(string who) => $"{who} xin vào nhóm, đang chờ duyệt.";

    public static string Approved(string who, string by) => $"{by} đã duyệt {who} vào nhóm.";

    public static string Rejected(string who, string by) => $"{by} đã từ chối yêu cầu vào nhóm của {who}.";

    public static string Left(string who) => $"{who} đã rời nhóm.";

    public static string Removed(string who, string by) => $"{by} đã mời {who} ra khỏi nhóm.";

    public static string Promoted(string who, string by) => $"{by} đã giao {who} làm phó nhóm.";

    public static string Demoted(string who, string by) => $"{by} đã thôi giao {who} làm phó nhóm.";

    public static string Followed(string who) => $"{who} đã quan tâm Official Account.";

    public static string Unfollowed(string who) => $"{who} đã bỏ quan tâm Official Account.";

    public static string PressedChat(string who) => $"{who} đã bấm Nhắn tin trên trang của Official Account.";

    public static string Withdrew(string who) => $"{who} yêu cầu xóa dữ liệu cá nhân.";
}
