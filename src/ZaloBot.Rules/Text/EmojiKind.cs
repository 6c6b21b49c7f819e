namespace ZaloBot.Rules.Text;

/// <summary>What an emoji or emoticon tells, as coarse as it is useful.</summary>
public enum EmojiKind : byte
{
    /// <summary>None of the kinds below.</summary>
    Other,

    /// <summary>Laughter.</summary>
    Laugh,

    /// <summary>A smile.</summary>
    Smile,

    /// <summary>Hearts and kisses.</summary>
    Love,

    /// <summary>Tears, sadness, sickness.</summary>
    Sad,

    /// <summary>Anger, the middle finger.</summary>
    Angry,

    /// <summary>Clown, rolling eyes, dung: mockery.</summary>
    Mock,

    /// <summary>Thumb up, clapping, salute, tick, folded hands: assent and thanks.</summary>
    Assent,

    /// <summary>Confetti, cup, medal, flowers.</summary>
    Celebrate,

    /// <summary>Food.</summary>
    Food,

    /// <summary>Beer, wine, coffee.</summary>
    Drink,

    /// <summary>Money, gifts, shopping, delivery.</summary>
    Trade,

    /// <summary>Pin, megaphone, calendar, document, clock: office work.</summary>
    Office,

    /// <summary>Balls, games, music, films.</summary>
    Leisure,

    /// <summary>Sirens, warning signs, fire.</summary>
    Alarm,

    /// <summary>Ears, whispering, zipped mouths, eyes.</summary>
    Hearsay,
}
