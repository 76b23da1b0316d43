namespace Nameward.Engine.Cases.Trails;

/// <summary>One row of an audit trail: who did what, when, and what was before. It is never changed and never taken away.</summary>
/// <param name="Subject">Whose trail it is, see <see cref="TrailSubject"/>.</param>
/// <param name="Number">Its number in this trail, from 1.</param>
/// <param name="At">When it was done by the clock of the machine, UTC.</param>
/// <param name="Who">Who did it, as the program was told.</param>
/// <param name="Action">What was done, a word of this program.</param>
/// <param name="Data">What there is to say of it: a JSON object.</param>
/// <param name="Hash">SHA-256 over the hash of the row before it and all of the above, in lower-case hexadecimal digits.</param>
public sealed record TrailRow(string Subject, int Number, DateTime At, string Who, string Action, string Data, string Hash);
