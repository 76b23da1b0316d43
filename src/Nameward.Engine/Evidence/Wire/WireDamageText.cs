namespace Nameward.Engine.Evidence.Wire;

/// <summary>Damage of a message in the fixed sentences under which it is counted.</summary>
static class WireDamageText
{
    /// <summary>The sentence, or the empty text for <see cref="WireDamage.None"/>.</summary>
    public static string Because(this WireDamage damage) => damage switch
    {
        WireDamage.None => "",
        WireDamage.ShortHeader => "the message is shorter than a DNS header",
        WireDamage.UnknownOpcode => "the opcode is none that DNS has",
        WireDamage.NoQuestion => "the message has no question",
        WireDamage.TooManyQuestions => "the message claims more questions than it can hold",
        WireDamage.Captured => "the captured bytes end inside the DNS message",
        WireDamage.NameRunsOut => "a name runs past the end of the message",
        WireDamage.LabelType => "a label is of a type that DNS does not use",
        WireDamage.NameTooLong => "a name is longer than 255 bytes",
        WireDamage.Pointer => "a compression pointer does not point backwards to a name",
        WireDamage.Expansion => "the names of the message expand beyond measure",
        WireDamage.QuestionRunsOut => "the question runs past the end of the message",
        WireDamage.RecordRunsOut => "a record runs past the end of the message",
        WireDamage.FewerRecords => "the message holds fewer records than it claims",
        _ => "the data of a record does not fit its type",
    };
}
