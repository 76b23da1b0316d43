namespace Nameward.Engine.Cases;

/// <summary>Since when and by how many a zone is asked, as far as evidence and baseline tell.</summary>
/// <param name="AgeDays">Days from the first day on which it was asked to the newest of the evidence; null where no day of it is known.</param>
/// <param name="DaysBefore">Days before the first one that are known: without any, it may be older.</param>
/// <param name="Clients">Clients of the evidence that asked it, those not counted that ask for others.</param>
readonly record struct ZoneHistory(int? AgeDays, int DaysBefore, int Clients);
