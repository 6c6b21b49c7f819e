using ZaloBot.Learning;
using ZaloBot.Rules.Classification;
using ZaloBot.SecondOpinion;

namespace ZaloBot.Moderation;

/// <summary>Registers the judging of messages and what follows from it.</summary>
public static class ModerationServices
{
    public static IServiceCollection AddModeration(this IServiceCollection services) =>
        services.AddSingleton<IMessageClassifier>(MessageClassifier.Default).AddSingleton<JudgeRegistry>().AddSingleton<CaseBook>().AddSingleton<LessonBook>().AddSingleton<ModelJudge>().AddSingleton<ModerationVoice>().AddSingleton<GroupMessageHandler>();
}
