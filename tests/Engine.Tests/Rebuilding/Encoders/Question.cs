namespace Nameward.Engine.Tests.Rebuilding.Encoders;

/// <summary>A question of a tunnel's client as an encoder makes it in memory, and the data of the record that comes back.</summary>
/// <param name="Labels">Labels below the zone, any byte in them, as Latin-1.</param>
/// <param name="Type">QTYPE.</param>
/// <param name="Answer">Data of the record; null where none comes back.</param>
/// <param name="AnswerType">Type of the record, where it is not that of the question.</param>
/// <param name="More">Data of further records of the same type.</param>
/// <param name="Zone">The zone as it is written.</param>
sealed record Question(string Labels, ushort Type, byte[]? Answer, ushort? AnswerType = null, byte[][]? More = null, string Zone = Transcripts.Talk.Zone);
