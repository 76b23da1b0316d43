namespace Nameward.Engine.Evidence.Formats;

/// <summary>The half of the day that a time of a twelve-hour clock lies in, in the words of the languages of Windows.</summary>
enum MicrosoftDayHalf : byte
{
    /// <summary>The clock counts 24 hours.</summary>
    None,
    /// <summary>From midnight to noon.</summary>
    Morning,
    /// <summary>From noon to midnight.</summary>
    Afternoon,
    /// <summary>A word that is not known to be either.</summary>
    Unknown,
}
