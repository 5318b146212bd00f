import { type Concept, concept } from './concept.ts';

export const figureMetrics = [
  concept('troops_present', 'Troops present', 'عدد القوات الموجودة'),
  concept('troops_deployed', 'Troops deployed', 'عدد القوات المرسلة'),
  concept('troops_withdrawn', 'Troops withdrawn', 'عدد القوات المنسحبة'),
  concept('personnel_total', 'Total personnel', 'إجمالي الأفراد'),
  concept('killed', 'Killed', 'عدد القتلى'),
  concept('injured', 'Injured', 'عدد الجرحى'),
  concept('detained', 'Detained', 'عدد المحتجزين'),
  concept('displaced', 'Displaced', 'عدد النازحين'),
  concept('strikes', 'Strikes', 'عدد الضربات'),
  concept('funds', 'Funds', 'مبلغ مالي'),
  concept('equipment_value', 'Value of equipment', 'قيمة المعدات'),
  concept('territory_share', 'Share of territory', 'نسبة الأراضي'),
  concept('bases', 'Bases', 'عدد القواعد'),
  concept('duration', 'Duration', 'المدة'),
  concept('other', 'Other', 'أخرى'),
] as const satisfies readonly Concept[];

export const figureQualifiers = [
  concept('about', 'About', 'نحو'),
  concept('more_than', 'More than', 'أكثر من'),
  concept('less_than', 'Less than', 'أقل من'),
  concept('at_least', 'At least', 'ما لا يقل عن'),
  concept('at_most', 'At most', 'ما لا يزيد على'),
  concept('exactly', 'Exactly', 'بالضبط'),
  concept('between', 'Between', 'ما بين'),
  concept('estimated', 'Estimated', 'تقديرًا'),
] as const satisfies readonly Concept[];
